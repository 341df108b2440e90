#!/bin/sh
# Cases: alternatives side by side, what they promise, what came of it.
. "$(dirname "$0")/lib.sh"
book
printf '%s\n' 'numbering:' '  case: CASE-' >>ops.yaml
ops budget account add -q --account ops:van

cat >van.csv <<'EOF'
case,name,owner,rate,measure,baseline,promised,alternative,after,amount,remark
VAN,The old van,ida,0.08,repairs in a month,620,150,keep,1,-6200,repairs
,,,,,,,keep,2,-7400,
,,,,,,,keep,3,-8800,
,,,,,,,repair,0,-9000,a new engine
,,,,,,,repair,1,-2500,
,,,,,,,repair,2,-2500,
,,,,,,,repair,3,-3000,
,,,,,,,buy,0,-18000,
,,,,,,,buy,1,-1500,
,,,,,,,buy,2,-1500,
,,,,,,,buy,3,7500,what it is sold for
EOF
check 'a case with its alternatives' 0 'id,entry
VAN,*' '' ops budget case add -i van.csv
check 'as it was said' 0 'VAN,buy,0,-18000.00
VAN,buy,1,-1500.00
VAN,buy,2,-1500.00
VAN,buy,3,7500.00
VAN,keep,1,-6200.00
VAN,keep,2,-7400.00
VAN,keep,3,-8800.00
VAN,repair,0,-9000.00
VAN,repair,1,-2500.00
VAN,repair,2,-2500.00
VAN,repair,3,-3000.00' '' ops budget case list --lines --columns case,alternative,after,amount --no-header
check 'the alternative that is worth most' 0 'VAN,keep,buy,-14721.16' '' \
    ops budget case list --columns case,base,best,npv --no-header

# awk reckons it, too: by another way, from the same file.
awk -F, 'NR > 1 { v[$8] += $10 / exp($9 * log(1.08)); if (!($8 in n)) name[++k] = $8; n[$8]++
	d[$8, $9] = $10 }
END { for (i = 1; i <= k; i++) if (name[i] != "keep") {
	low = -0.9; high = 10
	for (j = 0; j < 100; j++) {
		r = (low + high) / 2; s = 0
		for (t = 0; t <= 3; t++) s += (d[name[i], t] - d["keep", t]) / (1 + r) ^ t
		if (s > 0) low = r; else high = r
	}
	printf "%s,%.2f,%.3f\n", name[i], sprintf("%.2f", v[name[i]]) - sprintf("%.2f", v["keep"]), r } }' van.csv | sort >theirs
ops budget case show VAN -F json | jq -r '.over_the_base[] | [.alternative, .gain, .irr] | @csv' |
    tr -d '"' | sort >ours
check 'what they gain, and the rate that they yield' 0 '' '' diff ours theirs
check 'side by side, for people' 0 'The old van
===========
case        VAN
*
alternative        paid  received         npv     annual
-----------  ----------  --------  ----------  ---------
keep         -22,400.00      0.00  -19,070.77  -7,400.10
buy          -21,000.00  7,500.00  -14,721.16  -5,712.30
repair       -17,000.00      0.00  -15,839.66  -6,146.32

*
alternative      gain    irr  payback  discounted  may_fail
-----------  --------  -----  -------  ----------  --------
buy          4,349.61  0.184     2.45        2.66      19.5
repair       3,231.11  0.255     2.07         2.3      26.4
*money costs twice as much  repair  -14,935.05    667.87
*' '' ops budget case show VAN
check 'a rate that tells nothing is not told' 0 '' '' ops budget case add -q --name Pump --rate 0.1 \
    --line alternative=nothing,amount=0 --line alternative=pump,after=0,amount=-1600 \
    --line alternative=pump,after=1,amount=10000 --line alternative=pump,after=2,amount=-10000
check 'but the rates at which it is worth nothing are' 0 "*pump: what it brings over nothing changes its sign 2 times, so that no rate
tells what it yields (its value is 0 at 25 % and 400 %): compare by npv*" '' ops budget case show CASE-1
check 'months are reckoned with the rate of a year' 0 '0.00' '' sh -c "ops budget case add LOAN -q --rate 0.1 --every month \
    --line alternative=loan,after=0,amount=-1000 --line alternative=loan,after=12,amount=1100 &&
    ops budget case list --case LOAN --columns npv --no-header"

# What came of it
check 'it has not started' 65 '' "*case: 'VAN' has not started: 'ops budget case set --starts' says when it does" \
    ops budget case review VAN --measured 200
check 'what is done, and from when on' 0 '*' '' ops budget case set VAN --chosen repair --starts 2025-11-20
check 'what is due' 0 'VAN,3,2026-02-20' '' ops budget case list --due --columns case,review,review_due --no-header
check 'not yet then' 0 '' '' ops budget case list --due --columns case --no-header --as-of 2026-02-19
check 'three months later' 0 '*' '' ops budget case review VAN --measured 300 --note 'one engine more'
check 'of what was promised so much was kept' 0 'VAN,300,68.1,12,2026-11-20' '' \
    ops budget case list --case VAN --columns case,measured,kept,review,review_due --no-header
check 'nothing else is due' 0 '' '' ops budget case list --due --columns case --no-header
check 'promised against measured' 0 '*
     3  2026-02-20  2026-03-15       150       300  68.1  one engine more
    12  2026-11-20                   150*' '' ops budget case show VAN
check 'a review is taken back' 0 '*' '' ops undo "$(ops log --limit 1 --columns entry --no-header)"
check 'and is due again' 0 'VAN' '' ops budget case list --due --columns case --no-header
check 'an account says it itself' 0 '*' '' sh -c "ops budget case set VAN --account ops:van --starts 2025-11-20 &&
    ops budget case review VAN"
check 'nothing was spent on it' 0 '0,131.9' '' ops budget case list --case VAN --columns measured,kept --no-header
check 'not before its months are over' 65 '' '*measured: the 12 months since the start are not over yet: say what it is' \
    ops budget case review VAN --months 12

# What is wrong
add() { ops budget case add "$@"; }
check 'a code that is there' 65 '' "*case: 'VAN' is there already: 'ops budget case set' changes it" \
    add VAN --rate 0.1 --line alternative=a,amount=1
check 'no rate' 65 '' '*rate: is missing: what money costs in a year, here or as budget.rate in ops.yaml' add X --line alternative=a,amount=1
echo 'budget: { rate: 0.05 }' >>ops.yaml
check 'the rate of the rules' 0 '0.05' '' sh -c 'ops budget case add X -q --line alternative=a,amount=1; ops budget case list --case X --columns rate --no-header'
check 'a period twice' 65 '' "*after: 'a' has '2' twice" add Y --line alternative=a,after=2,amount=1 --line alternative=a,after=2,amount=1
check 'a period beyond all planning' 65 '' "*after: '601' is wrong: expected at most 600 periods" add Y --line alternative=a,after=601,amount=1
check 'a base that is none' 65 '' "*base: 'b' is no alternative of 'Y'" add Y --base b --line alternative=a,amount=1
check 'a choice that is none' 65 '' "*chosen: 'sell' is no alternative of 'VAN'" ops budget case set VAN --chosen sell
check 'a rate of -100 %' 65 '' "*rate: '-1' is wrong: expected what money costs in a year, as 0.08 for 8 %" add Y --rate -1 --line alternative=a,amount=1
check 'a promise of nothing' 65 '' "*promised: '5' is wrong: expected another number than the baseline" add Y --baseline 5 --promised 5 --line alternative=a,amount=1
check 'a promise without a baseline' 65 '' '*baseline: is missing*' add Y --promised 5 --line alternative=a,amount=1
check 'an account that nobody knows' 65 '' "*account: 'x' is not a known account*" add Y --account x --line alternative=a,amount=1
check 'a case that nobody knows' 65 '' "*case: 'VAM' is not a known case (did you mean 'VAN'?)" ops budget case show VAM
check 'sums beyond all numbers' 65 '' "*alternative: 'a' comes to too large a number" sh -c 'ops budget case add BIG -q --rate 0 \
    --line alternative=a,after=0,amount=90000000000000000 --line alternative=a,after=1,amount=90000000000000000; ops budget case show BIG'
check 'the book is whole' 0 '*' '' ops fsck -q
check 'the others are listed all the same' 0 'BIG,,
VAN,buy,-14721.16' '' ops budget case list --where 'case in (BIG, VAN)' --columns case,best,npv --no-header
ops init ../other -q
ops -C ../other budget account add -q --account ops:van
check 'what it lists another book takes' 0 'id,entry
VAN,*' '' sh -c 'ops budget case list --lines --case VAN -F csv | ops -C ../other budget case add -i -'
check 'and lists as well' 0 '' '' sh -c 'for book in . ../other; do
    ops -C $book budget case list --lines --case VAN --columns case,name,base,rate,chosen,starts,alternative,after,amount,remark
done | sort | uniq -u'
check 'an account is the same in rows of any length' 0 'id,entry
LONG,*' '' sh -c "ops budget case add -i - <<'CSV'
case,remark,account,alternative,after,amount
LONG,,ops:van,keep,0,-5
LONG,what the garage said in March,ops:van,repair,0,-10
CSV"
ops budget case add -q NEVER --line alternative=keep,after=0,amount=-5 \
    --line alternative=buy,after=0,amount=-10
check 'what never pays is n/a' 0 '*
buy          -5.00  n/a      n/a         n/a       n/a
*' '' ops budget case show NEVER
done_testing
