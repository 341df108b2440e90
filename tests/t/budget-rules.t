#!/bin/sh
# Where no account is said, the rules of the book give it.
. "$(dirname "$0")/lib.sh"
book
cp ops.yaml plain.yaml
rules() { # from standard input, below `accounts:`
	{
		cat plain.yaml
		printf 'budget:\n  dimensions: [cost_centre, project]\n  accounts:\n'
		cat
	} >ops.yaml
}
rules <<'EOF'
    vans:
      match: { asset: ^VAN-, not: { kind: ^lease$ } }
      account: ops:vans
      dimension: cost_centre=K1
    parts:
      match:
        any:
          - { vendor: [^ECHO$, ^VOLT$] }
          - all: [{ category: "^(tyres|chains)$" }, { site: ^NORTH }]
      account: ops:parts
    lost: { match: { kind: ^lost$ }, account: ops:nowhere }
EOF
for a in ops:vans ops:parts; do
	ops budget account add -q $a
	ops budget plan set -q $a --period 2026 --amount 12000
done
ops stock item add -q --sku TYRE --name Tyre --category tyres
of() { ops budget ledger --no-header --reference "$1" --columns account,dimension,item,about; }
spend() { ops budget spend -q --amount 5 "$@"; }

check 'the first rule that holds' 0 '*,3' "ops: budget spend: account: 'ops:vans' by the rule 'vans' of budget.accounts (*ops.yaml:*)
ops: budget spend: account: 'ops:parts' by the rule 'parts' of budget.accounts (*ops.yaml:*)" \
	ops budget spend -i - <<'EOF'
asset,vendor,kind,category,site,amount,reference
VAN-2,ECHO,repair,,,5,A
VAN-2,ECHO,lease,,,5,B
,,,chains,NORTH/B,5,C
EOF
is 'by its asset, with the dimension of the rule' "$(of A)" 'ops:vans,cost_centre=K1,,"asset=VAN-2,kind=repair"'
is 'not where a part of it does not hold: the next one' "$(of B)" 'ops:parts,,,"asset=VAN-2,kind=lease"'
is 'by two at once' "$(of C)" 'ops:parts,,,"category=chains,site=NORTH/B"'
check 'each is named once, and its account in the dry run' 0 '*,ops:vans,cost_centre=K1,available,committed,*' "*by the rule 'vans'*" \
	ops budget commit --asset VAN-1 --amount 5 --dry-run
spend --item TYRE --site NORTH --reference D
is "an item has the category of the stock's list" "$(of D)" 'ops:parts,,TYRE,"category=tyres,site=NORTH"'
spend --asset VAN-1 --dimension project=P2 --reference E
is 'a dimension that is said goes before' "$(of E)" 'ops:vans,project=P2,,asset=VAN-1'
spend --asset VAN-1 --account ops:parts --reference F
is 'so does an account' "$(of F)" 'ops:parts,,,asset=VAN-1'
ops budget commit -q --asset VAN-1 --amount 9 --reference PO-1
spend --against PO-1 --vendor ECHO --reference G
is 'so does what it is against' "$(ops budget ledger --reference G --no-header --columns account,to | tr '\n' ' ')" \
	'ops:vans,available ops:vans,actual '
ops budget refund -q --asset VAN-1 --amount 1 --reference H
is 'a refund' "$(of H)" 'ops:vans,cost_centre=K1,,asset=VAN-1'
ops budget reserve -q --vendor VOLT --amount 1 --reference I
is 'a reservation' "$(of I)" 'ops:parts,,,'
check 'a request' 0 'BR-1,ops:vans,cost_centre=K1' '' sh -c '
	ops budget request BR-1 -q --asset VAN-3 --amount 30 -m brakes
	ops budget request list --columns request,account,dimension --no-header'
check 'which is approved with all of it' 0 'ops:vans,cost_centre=K1,asset=VAN-3' '' sh -c '
	printf "authority:\n  all: { person: noor, subject: budget, limit: 100 }\npeople: { noor: {} }\n" >>ops.yaml
	OPS_ACTOR=noor ops budget approve -q BR-1
	ops budget ledger --document BR-1 --columns account,dimension,about --no-header'

# What no rule takes is refused, with what was looked at.
check 'no rule takes it' 65 '' "ops: budget spend: account: is missing (blank), and no rule of budget.accounts takes item 'TYRE', category 'tyres', site 'SOUTH'" \
	ops budget spend --item TYRE --site SOUTH --amount 5
check 'nothing is said' 65 '' '*account: is missing (blank), and none of item, category, vendor, asset, site, kind is said by which*' \
	ops budget spend --amount 5
check 'a row' 65 '' "*-:3: account: is missing (blank), and no rule of budget.accounts takes asset 'BUS'*" \
	sh -c 'printf "asset,amount\nVAN-1,1\nBUS,1\n" | ops budget spend -i -'
check 'a request' 65 '' "*no rule of budget.accounts takes vendor 'B'" ops budget request BR-2 --vendor B --amount 1 -m x
check 'an account that is not in the book' 65 '' "*account: budget.accounts 'lost': 'ops:nowhere' is not a known account*" \
	ops budget spend --kind lost --amount 5
check 'the book is whole' 0 '*' '' ops fsck
ops export -q ../copy && ops restore -q ../copy ../again
is 'a copy is the same' "$(ops --book ../again budget ledger)" "$(ops budget ledger)"

# Wrong rules are said with their place.
wrong() { # NAME MESSAGE: the rules on standard input
	rules
	check "$1" 1 "origin,problem
*ops.yaml:$2" '' ops config check
}
wrong 'a broken expression' "12:24,*vendor: '^(ECHO' is wrong: expected *" <<'EOF'
    a:
      match: { vendor: "^(ECHO" }
      account: ops
EOF
wrong 'an unknown text' "12:16,match: 'vendr' is not known (did you mean 'vendor'?)" <<'EOF'
    a:
      match: { vendr: ECHO }
      account: ops
EOF
wrong 'deep below' "12:32,match: 'colour' is not known; expected one of item *" <<'EOF'
    a:
      match: { any: [ { not: { colour: red } } ] }
      account: ops
EOF
wrong 'an unknown key' "12:7,budget.accounts 'a': 'acount' is not known (did you mean 'account'?)" <<'EOF'
    a:
      acount: ops
EOF
wrong 'no account' "11:5,budget.accounts 'a': 'account' is missing" <<'EOF'
    a:
      match: { vendor: ECHO }
EOF
wrong 'a name that is none' "11:19,*account: 'ops:' is wrong: expected a name as*" <<'EOF'
    a: { account: "ops:" }
EOF
wrong 'an unknown axis' "11:35,*dimension: 'team=1' is wrong: expected*" <<'EOF'
    a: { account: ops, dimension: team=1 }
EOF
wrong 'no conditions' "11:17,match: expected a condition such as*" <<'EOF'
    a: { match: all, account: ops }
EOF
wrong 'a list' '*budget.accounts*' <<'EOF'
    - { account: ops }
EOF
check 'a write names it, too' 78 '' '*ops.yaml:11:*budget.accounts*' ops budget spend --vendor ECHO --amount 5
cp plain.yaml ops.yaml
printf 'budget:\n  transfers: { a: { limit: much } }\n' >>ops.yaml
check 'rules of transfers are looked at, too' 1 "*ops.yaml:*budget.transfers 'a': limit: 'much' is wrong*" '' ops config check
cp plain.yaml ops.yaml
check 'without rules a blank is usage' 2 '' '*account: is missing (blank)' ops budget spend --vendor ECHO --amount 5
check 'of a request, too' 2 '' '*account: is missing (blank)' ops budget request BR-3 --amount 5 -m x
done_testing
