#!/bin/sh
# Requests: asked, approved by who may, refused to who may not, answered by
# mail and on paper.
. "$(dirname "$0")/lib.sh"

book
cat >>ops.yaml <<'EOT'
numbering: { request: BR- }
budget: { control: { request: ignore }, mail: budget@example.org }
people:
  ida: { name: Ida Holm, roles: [buyer], mail: ida@example.org }
  tom: { name: Tom Ray, roles: [buyer] }
  noor: { name: Noor Baker, roles: [controller], mail: noor@example.org }
  kim:
  pia:
  lena:
authority:
  desk: { role: buyer, subject: budget, limit: 5000 }
  screens: { person: kim, subject: budget, of: it, limit: 3000, override: yes }
  control: { role: controller, subject: budget, override: yes }
  second: { role: controller, subject: budget, step: 2, above: 20000 }
  also: { person: ida, subject: budget, step: 2, above: 20000 }
EOT
ops budget account add -q -i - <<'EOT'
account
ops:freight
ops:tools
it:tools
it:screens
EOT
as() { # as WHO VERB...: ops budget VERB... of this person
	who=$1
	shift
	OPS_ACTOR=$who ops budget "$@"
}
# As others: ops budget reject, ops budget withdraw.
state() { ops budget request list --request "$1" --columns state --no-header; }
last() { # the last entry, as JSON without blanks
	ops show "$(ops log --limit 1 --columns entry --no-header)" -F json |
	    tr -d ' \n'
}
requests() { ops budget request list --columns "$1"; }

# Asking.
check 'a request has a number' 0 'id,entry
BR-1,*' '' as lena request --account ops:freight --amount 4000 --vendor ECHO \
	-m 'pallets'
check 'what it is' 0 'request,account,amount,reason,vendor,requester,period,entered_by,state,step
BR-1,ops:freight,4000.00,pallets,ECHO,lena,2026-03,lena,asked,1' '' requests \
	request,account,amount,reason,vendor,requester,period,entered_by,state,step
check 'the amount of a quantity' 0 '*' '' as lena request --account ops:tools \
	--item A1 --qty 3 --unit-price 33.335 -m bells --needed-by 2026-05-02 \
	--requester 'Tom Ray'
check 'is rounded once; the month is that of the day' 0 'amount,period,requester
100.01,2026-05,tom' '' ops budget request list --request 2 \
	--columns amount,period,requester
check 'an unknown account' 65 '' "*account: 'ops:frieght' is not a known \
account*" as lena request --account ops:frieght --amount 1 -m x
check 'no amount' 65 '' '*amount: is missing, and so is qty or unit_price*' \
	as lena request --account ops:tools -m x
check 'nothing' 65 '' "*amount: '*' is wrong: expected one above 0" \
	as lena request --account ops:tools --amount 0 -m x
check 'a credit' 65 '' "*amount: '-5.00' is wrong: expected one above 0" \
	as lena request --account ops:tools --amount -5 -m x
check 'in brackets' 65 '' "*amount: '(500)' is wrong*" \
	as lena request --account ops:tools --amount '(500)' -m x
check 'with a comma' 65 '' "*amount: '1.234,56' is wrong*" \
	as lena request --account ops:tools --amount 1.234,56 -m x
check 'no reason' 2 '' '*reason: is missing: expected --reason or -m' \
	as lena request --account ops:tools --amount 5
check 'a blank reason' 2 '' '*reason: is missing: expected --reason or -m' \
	as lena request --account ops:tools --amount 5 -m '  '
check 'no account' 2 '' '*account: is missing (blank)' as lena request --amount 5 -m x
check 'a code that is there' 65 '' "*request: 'BR-1' is there already" \
	as lena request BR-1 --account ops:tools --amount 5 -m x
check 'a dimension that is none' 65 '' '*dimension: *' \
	as lena request --account ops:tools --amount 5 -m x --dimension x=y
check 'many at once' 0 '*BR-3,*BR-4,*' '' as lena request -i - <<'EOT'
account,amount,reason,vendor
ops:tools,700,drills,BOLT
ops:tools,25000,a lathe,CNC
EOT
check 'a wrong one, and none is posted' 65 '' '*-:3: account: *' \
	as lena request -i - <<'EOT'
account,amount,reason
ops:tools,700,drills
ops:,25000,a lathe
EOT

# Approving.
check 'not by who has no rule' 77 '' "ops: budget approve: 'BR-1': no rule of \
authority is lena's for step 1 of budget ops:freight (authority); who can: \
Ida Holm, Tom Ray, Noor Baker" as lena approve BR-1
check 'nor who is nobody' 77 '' "*'tester' is none of the book's people*" \
	ops budget approve BR-1
check 'nor whose it is' 77 '' '*(self); who can: Ida Holm, Noor Baker' \
	as tom approve BR-2
check 'who may' 0 'id,entry
BR-1,*' '' as ida approve 1 -m 'go on'
is 'it is approved' "$(state BR-1)" approved
check 'by whom, and by what right' 0 'decided_by,rule,way,answer
ida,desk,shell,go on' '' ops budget request list --request BR-1 \
	--columns decided_by,rule,way,answer
check 'the money is set aside' 0 '*"from":"available","to":"pre","amount":4000.00,"reason":"request","document":"BR-1"*' '' \
	last
check 'once' 65 '' "*request: 'BR-1' is approved already (entry *" \
	as noor approve BR-1
check 'an unknown one' 65 '' "*request: 'BR-99' is not a known request" \
	as noor approve BR-99
check 'above the limit' 77 '' "*'BR-4': 'desk' allows up to 5000.00, and it is \
25000.00 (limit); who can: Noor Baker" as ida approve BR-4
check 'a first step' 0 '*' "ops: budget approve: 'BR-4' has step 1 now, and waits for \
the next" as noor approve BR-4
is 'is not yet all' "$(state BR-4)" asked
check 'nobody gives two' 77 '' '*(twice); who can: Ida Holm*' \
	as noor approve BR-4
check 'the second one is' 0 '*' '' as ida approve BR-4
is 'then it is approved' "$(state BR-4)" approved
given=$(ops log --limit 1 --columns entry --no-header)
check 'who did not decide undoes no decision' 77 '' "*what 'ida' decided of \
'BR-4' is taken back by them, or by who entered it: 'lena' is neither" \
	env OPS_ACTOR=lena ops undo "$given"
check 'an approval is undone' 0 '*' '' env OPS_ACTOR=ida ops undo "$given"
is 'and the step is open again' "$(ops budget request list --request BR-4 \
	--columns state,step --no-header)" asked,2
check 'by who has it' 0 '*' '' as ida approve BR-4
check 'who said yes, and what was taken back is not there' 0 \
    'request,step,state,decided_by,rule
BR-4,1,asked,noor,*
BR-4,2,approved,ida,*' '' ops budget request list --request BR-4 --decisions \
    --columns request,step,state,decided_by,rule
check 'the book holds together' 0 'kind,entry,problem' '' ops fsck

# One purchase in several requests.
asks() { # asks WHO CODE ACCOUNT AMOUNT [VENDOR]
	as "$1" request "$2" --account "$3" --amount "$4" ${5:+--vendor "$5"} \
		-m 'a part' -q
}
asks lena S-1 ops:freight 3000 DUO
asks lena S-2 ops:freight 3000 DUO
check 'parts are one amount' 77 '' "*'desk' allows up to 5000.00, and it is \
6000.00 with what was asked for beside it: S-2 (3000.00) (splitting); who can: \
Noor Baker" as ida approve S-1
asks lena S-3 ops:freight 2500
check 'also where one does not say the vendor, and some more' 77 '' "*: BR-1 \
(4000.00), BR-3 (700.00), BR-4 (25000.00), S-1 (3000.00), S-2 (3000.00) \
(splitting); who can: Noor Baker" as ida approve S-3
as lena withdraw S-3 -q
asks tom S-4 ops:freight 2400 SOLO
check 'of another vendor it is another purchase' 0 '*' '' as ida approve S-4
asks kay S-5 ops:freight 4900
check 'where another one says none, too' 0 '*' '' as ida approve S-5
asks lena S-6 ops:tools 3000 'Trio Ltd.'
asks lena S-7 ops:tools 3000 'TRIO LTD'
check 'capitals and marks make no other vendor' 77 '' '*: S-7 (3000.00) (spl*' \
	as ida approve S-6
asks lena S-8 ops:tools 3000 QUAD
asks tom S-9 ops:tools 3000 QUAD
check 'nor does another one who asks' 77 '' '*: S-9 (3000.00) (splitting)*' \
	as ida approve S-8
asks lena S-10 ops:tools 3000 QUIN
asks lena S-11 ops:freight 3000 QUIN
check 'nor another account that the limit covers' 77 '' \
	'*: S-11 (3000.00) (splitting)*' as ida approve S-10
asks kay S-12 it:tools 2900 QUIN
check 'another limit does not count it' 0 '*' '' as kim approve S-12
asks pia S-13 it:tools 2900
asks pia S-14 it:screens 2900
check 'without a vendor the account beside it counts' 77 '' \
	'*: S-14 (2900.00) (splitting)*' as kim approve S-13
as pia request S-15 --account it:tools --amount 2900 -m x --requester nobody -q
asks pia S-21 it:screens 2900 .
check 'a dot is no vendor' 77 '' '*S-21 (2900.00) (splitting)*' sh -c '
	OPS_ACTOR=pia ops budget withdraw S-14 -q
	OPS_ACTOR=kim ops budget approve S-13'
as pia withdraw S-21 -q
asks pia S-14b it:screens 2900
check 'and a name that is nobody'"'"'s is that of who entered it' 77 '' \
	'*: S-13 (2900.00), S-14b (2900.00) (splitting)*' as kim approve S-15
check 'who may override says why' 77 '' '*override: a reason is missing*' \
	as kim approve S-13 --override
check 'and then it is no parts' 0 '*' '' \
	as kim approve S-13 --override -m 'two rooms, two purchases'
is 'which is listed' "$(ops budget request list --request S-13 --no-header \
	--columns override,answer)" 'yes,"two rooms, two purchases"'
as pia withdraw S-14b -q
as pia withdraw S-15 -q
asks rob S-16 it:screens 2000 HEX
as kim approve S-16 -q
ops budget commit --against S-16 --amount 1900 --vendor HEX -q
as rob withdraw S-16 -q
asks rob S-17 it:screens 2000 HEX
check 'what was used counts, though the rest was withdrawn' 77 '' \
	'*: S-16 (1900.00) (splitting)*' as kim approve S-17
asks uma S-18 it:screens 2000 SEVEN
as uma withdraw S-18 -q
asks uma S-19 it:screens 2000 SEVEN
check 'what was not used does not' 0 '*' '' as kim approve S-19
check 'and so it is a week later' 0 '*' '' sh -c '
	OPS_NOW=2026-03-25T12:00:00Z OPS_ACTOR=lena ops budget request S-20 \
		--account ops:freight --amount 4500 --vendor DUO -m x -q &&
	OPS_NOW=2026-03-25T12:00:00Z OPS_ACTOR=ida ops budget approve S-20'
OPS_NOW=2026-03-25T13:00:00Z

# Whose it is, however it is written.
i=0
for tom in ' tom ' 'Tom  Ray' 'TOM RAY '; do
	i=$((i + 1))
	as lena request "W-$i" --account ops:tools --amount 1 -m x \
		--requester "$tom" -q
	check "nobody approves what is theirs: '$tom'" 77 '' '*(self)*' \
		as tom approve "W-$i"
done
check 'a blank is no reason to override' 77 '' \
	'*override: a reason is missing*' as noor approve W-1 --override -m ' '

# No, and never mind.
check 'a no has a reason' 65 '' '*reason: is missing*' as ida reject S-1
check 'and a blank is none' 65 '' '*reason: is missing*' \
	as ida reject S-1 -m ' '
check 'a no has no limit' 0 '*' '' as ida reject S-1 -m 'not in parts'
is 'it is rejected' "$(state S-1)" rejected
check 'and stays so' 65 '' "*'S-1' is rejected already*" as noor approve S-1
check 'not of one'"'"'s own' 77 '' '*withdraws it (self)' \
	as tom reject BR-2 -m x
check 'others do not withdraw' 77 '' '*lena asked for it*' as ida withdraw S-2
check 'who asked does' 0 '*' '' as lena withdraw S-2
check 'what was approved, too' 0 '*' '' as lena withdraw BR-1
check 'and its money is free' 0 '*"from":"pre","to":"available","amount":4000.00,"reason":"release","document":null,"against":"BR-1"*' '' \
	last

# On paper.
echo 'Yes. Noor' >note.txt
: >empty.txt
check 'not without a proof' 77 '' '*evidence: is missing*' \
	as clerk approve BR-3 --on-behalf-of noor
check 'nor with an empty one' 77 '' "*evidence: 'empty.txt' is empty" \
	as clerk approve BR-3 --on-behalf-of noor --evidence empty.txt
truncate -s 101M large.txt
check 'nor with one that nobody reads' 65 '' "*'large.txt' is too large: \
expected at most 100 MiB" \
	as clerk approve BR-3 --on-behalf-of noor --evidence large.txt
check 'nor a file that is not there' 66 '' '*evidence: *none.txt*' \
	as clerk approve BR-3 --on-behalf-of noor --evidence none.txt
check 'nor one that has no end' 65 '' "*evidence: '/dev/zero' is no regular \
file: expected one, or '-' for standard input" \
	as clerk approve BR-3 --on-behalf-of noor --evidence /dev/zero
mkfifo pipe
check 'nor is a pipe waited for that nobody fills' 65 '' \
	"*evidence: 'pipe' is no regular file*" \
	as clerk approve BR-3 --on-behalf-of noor --evidence pipe
check 'nor is standard input without an end' 65 '' "*'-' is too large*" sh -c '
	OPS_ACTOR=clerk ops budget approve BR-3 --on-behalf-of noor \
		--evidence - </dev/zero'
check 'nor do the rows prove themselves' 2 '' "*--evidence: '-' is the --input*" \
	sh -c 'echo request | OPS_ACTOR=clerk ops budget approve -i - \
	--on-behalf-of noor --evidence -'
check 'nor of who may not' 77 '' '*(authority)*' \
	as noor approve BR-3 --on-behalf-of lena --evidence note.txt
check 'a proof of what one decides oneself' 65 '' \
	'*evidence: is of no use without on_behalf_of' \
	as noor approve BR-3 --evidence note.txt
check 'not by whose request it is' 77 '' "*'BR-3': lena asked for it, or \
entered it: another one enters what was answered*" \
	as lena approve BR-3 --on-behalf-of noor --evidence note.txt
check 'not a no, either' 77 '' "*'BR-3': lena asked for it, or entered it*" \
	as lena reject BR-3 -m no --on-behalf-of noor --evidence note.txt
check 'nor by who entered it for another' 77 '' "*'BR-2': lena asked for it, \
or entered it*" \
	as lena approve BR-2 --on-behalf-of noor --evidence note.txt
check 'nor by whose it is, entered by another' 77 '' "*'BR-2': Tom Ray asked \
for it, or entered it*" \
	as tom approve BR-2 --on-behalf-of noor --evidence note.txt
check 'nor in one'"'"'s own name as another'"'"'s' 77 '' "*on_behalf_of: 'Noor \
Baker' is you: expected the answer in your own name, without --on-behalf-of" \
	as noor approve BR-3 --on-behalf-of 'Noor Baker' --evidence note.txt
check 'on behalf of who may' 0 '*' '' \
	as clerk approve BR-3 --on-behalf-of noor --evidence ./note.txt
digest=$(ops budget request list --request BR-3 --columns evidence --no-header)
is 'the digest is kept' "${#digest}" 64
check 'and it is listed' 0 'request,decided_by,way,decision_by,evidence_file
BR-3,noor,on-behalf,clerk,note.txt' '' ops budget request list --on-behalf \
	-p 2026-03 --columns request,decided_by,way,decision_by,evidence_file
given=$(ops log --limit 1 --columns entry --no-header)
check 'beside the request, also behind a later step' 0 'on_behalf_of
noor' '' ops budget request list --request BR-3 --columns on_behalf_of
check 'in the log' 0 'actor,on_behalf_of
clerk,noor' '' ops log --limit 1 --columns actor,on_behalf_of
check 'nobody else is marked there' 0 1 '' sh -c \
	'ops log --columns on_behalf_of --no-header | grep -c noor'
check 'in the ledger of its account' 0 'document,amount,on_behalf_of
BR-3,700.00,noor' '' ops budget ledger ops:tools --document BR-3 \
	--columns document,amount,on_behalf_of
check 'each month by itself' 0 'request' '' ops budget request list \
	--on-behalf -p 2026-02 --columns request
check 'and in what was posted' 0 '*on-behalf*note.txt*' '' ops show \
	"$(ops log --limit 1 --columns entry --no-header)" -F json
env OPS_ACTOR=clerk ops undo "$given" -q
check 'what was undone is marked where it was entered' 0 'noor' '' \
	sh -c "ops log --no-header --columns on_behalf_of --where 'entry = $given'"
check 'and the request is not' 0 '' '' ops budget request list \
	--request BR-3 --columns on_behalf_of --where "on_behalf_of = 'noor'" --no-header
as lena request P-1 --account ops:tools --amount 1 -m x -q
check 'what came by a pipe is called so' 0 '*' '' sh -c '
	OPS_ACTOR=clerk ops budget reject P-1 -m no --on-behalf-of noor \
		--evidence - <note.txt'
is 'in the list' "$(ops budget request list --request P-1 --no-header \
	--columns evidence_file,evidence)" "(standard input),$digest"

# Undone with all it did, or not at all.
entry() { ops log --limit 1 --columns entry --no-header; }
as lena request U-1 --account ops:tools --amount 1 --vendor U -m x -q
as ida reject U-1 -m no -q
no=$(entry)
for line in 1 2; do
	check "the maker reopens nothing by a line of it: $line" 77 '' \
		"*undone with *: 'ops undo $no'" \
		env OPS_ACTOR=lena ops undo "$no.$line"
done
is 'it stays rejected' "$(state U-1)" rejected
env OPS_ACTOR=ida ops undo "$no" -q
check 'nor is a decision back by undoing that' 77 '' \
	"*a decision of 'U-1' that was taken back is made anew, not undone" \
	env OPS_ACTOR=ida ops undo "$(entry)"
is 'it waits' "$(state U-1)" asked
as lena request -q -i - <<'EOT'
request,account,amount,vendor,reason
U-2,ops:tools,1,U,x
U-3,ops:tools,1,U,y
EOT
check 'one request of several is taken back' 0 '*' '' \
	env OPS_ACTOR=lena ops undo "$(entry).2"
is 'and is gone' "$(state U-2) $(state U-3)" 'asked '

# Two steps are of two people, whoever enters them.
as lena request T-1 --account ops:tools --amount 30000 --vendor T -m x -q
as ida approve T-1 -q 2>/dev/null || as noor approve T-1 -q
check 'who gave a step enters none of another' 77 '' "*Noor Baker has approved \
a step of it: another one enters what was answered" \
	as noor approve T-1 --on-behalf-of ida --evidence note.txt
as lena request T-2 --account ops:tools --amount 30000 --vendor T2 -m x -q
as ida approve T-2 --on-behalf-of noor --evidence note.txt -q
check 'nor does who entered a step give one' 77 '' "*Ida Holm has approved a \
step of it, or entered that: another one has to give step 2 (twice)*" \
	as ida approve T-2
check 'not even on paper' 77 '' '*(twice)*' \
	as clerk approve T-2 --on-behalf-of ida --evidence note.txt
as lena request T-3 --account ops:tools --amount 30000 --vendor T3 -m x -q
as clerk approve T-3 --on-behalf-of noor --evidence note.txt -q
check 'a third one enters both' 0 '*' '' \
	as clerk approve T-3 --on-behalf-of ida --evidence note.txt
is 'then it is approved' "$(state T-3)" approved

# The file that proves it is a part of what is asked under a key.
as lena request K-1 --account ops:tools --amount 1 --vendor K -m x -q
as clerk approve K-1 --on-behalf-of noor --evidence note.txt --key k-1 -q
echo 'No. Noor' >note.txt
check 'another file under the same name is another request' 65 '' \
	'*for another request' \
	as clerk approve K-1 --on-behalf-of noor --evidence note.txt --key k-1

# Whatever OPS_ACTOR says, the login tells.
cp ops.yaml kept.yaml
sed "s/^  lena:\$/  lena: { logins: [lena, $(id -un)] }/" kept.yaml >ops.yaml
as lena request L-1 --account ops:tools --amount 1 --vendor L -m x -q
check 'not from the login of whose it is' 77 '' "*'L-1': the login is lena's, \
who asked for it, or entered it: another one has to answer, from another login" \
	as noor approve L-1
check 'nor on paper' 77 '' "*the login is lena's*" \
	as clerk reject L-1 -m x --on-behalf-of noor --evidence note.txt
cp kept.yaml ops.yaml
check 'from another one' 0 '*' '' as noor approve L-1

check 'what was known before' 0 'state
asked' '' ops budget request list --request BR-3 --known-at 2026-03-16 --columns state
check 'what it was then' 0 'state
approved' '' ops budget request list --request BR-4 --as-of 2026-03-24 --columns state
# The window is each request's own, whatever was decided before it.
for day in 16 21 26; do
	OPS_NOW=2026-03-${day}T12:00:00Z asks lena OCT-$day ops:tools 2000 OCTO
done
printf 'request\nOCT-26\nOCT-16\nOCT-21\n' >three.csv
OPS_NOW=2026-03-27T12:00:00Z OPS_ACTOR=ida ops budget approve -q \
	-i three.csv --keep-going --rejects no.csv 2>/dev/null
is 'of three in a row the middle one has two beside it' "$(cat no.csv)" \
	'*: OCT-16 (2000.00), OCT-26 (2000.00) (splitting)*'
is 'and the others one' "$(OPS_NOW=2026-03-27T12:00:00Z ops budget request list --sort request \
	--where "request ~ 'OCT-'" --columns request,state --no-header)" \
	'OCT-16,approved
OCT-21,asked
OCT-26,approved'

done_testing
