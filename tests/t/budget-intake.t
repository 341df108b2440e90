#!/bin/sh
# Approvers without a shell: messages with a code, and answers by mail.
. "$(dirname "$0")/lib.sh"

book
cat >>ops.yaml <<'EOT'
numbering: { request: BR- }
budget: { control: { request: ignore }, mail: budget@example.org }
people:
  ida: { name: Ida Hölm, roles: [buyer], mail: ida@example.org }
  tom: { name: "Tom \"T\" Ray", roles: [buyer], mail: Tom@Example.org }
  noor: { name: Noor Baker, roles: [controller], mail: noor@example.org }
  sam: { name: Sam, roles: [controller], mail: sam@example.org }
  pia: { name: Pia, roles: [controller] }
  lena: { name: Lena Voss }
  post: { name: Post Box, roles: [mailer] }
authority:
  desk: { role: buyer, subject: budget, limit: 5000 }
  control: { role: controller, subject: budget, override: yes }
  second: { person: ida, subject: budget, step: 2, above: 20000 }
EOT
ops budget account add ops:tools -q
request() { # request AMOUNT: by lena, its code
	OPS_ACTOR=lena ops budget request --account ops:tools --amount "$1" \
		-m "it is needed" | sed 1d | cut -d, -f1
}
code() { # code REQUEST PERSON: a new one
	OPS_ACTOR=post ops budget request ask "$1" --approver "$2" |
	    sed 1d | cut -d, -f6
}
state() { ops budget request list --request "$1" --columns state --no-header; }
mail() { # mail TEXT: a plain one
	printf 'From: %s\nSubject: Re: money\n\n%s\n' "${from:-ida@example.org}" "$1"
}
noor() { # noor COMMAND...: from her
	from=noor@example.org
	"$@"
}
sam() {
	from=sam@example.org
	"$@"
}
intake() { "$@" | ops budget intake --mail; }

# The message.
OPS_ACTOR=post
export OPS_ACTOR
ops budget request --account ops:tools --amount 900 -F mime --requester lena \
	--vendor 'GRÜN' -m 'drills
.and bits' --quote ops.yaml >message 2>notes
check 'who has no mail is not asked' 0 '*Pia has no mail in ops.yaml and is not asked' '' cat notes
check 'one to each who has a mail, as a mailbox' 0 4 '' grep -c '^From ops ' message
check 'to whom' 0 'To: =?UTF-8?B?SWRhIEjDtmxt?= <ida@example.org>
To: =?UTF-8?B?VG9tICJUIiBSYXk=?= <Tom@Example.org>
To: "Noor Baker" <noor@example.org>
To: "Sam" <sam@example.org>' '' grep '^To:' message
check 'what about' 0 'Subject: BR-1: 900.00 EUR of ops:tools?
Subject: BR-1: 900.00 EUR of ops:tools?
Subject: BR-1: 900.00 EUR of ops:tools?
Subject: BR-1: 900.00 EUR of ops:tools?' '' grep '^Subject:' message
check 'where answers go' 0 'Reply-To: <budget@example.org>
Reply-To: <budget@example.org>
Reply-To: <budget@example.org>
Reply-To: <budget@example.org>' '' grep '^Reply-To:' message
check 'a day has its zone' 0 4 '' grep -c '^2026-03-29T12:00 UTC' message
check 'each code is another one' 0 4 '' sh -c \
	"sed -n 's/^    approve //p' message | sort -u | grep -c '.....-.....-.....-.....'"
text=$(perl -MMIME::QuotedPrint -e 'local $/; $_ = <>;
	s/^.*?quoted-printable\n\n//s; s/\n--=_ops.*//s; print decode_qp($_)' message)
is 'perl reads the text' "$text" "*Lena Voss asks for 900.00 EUR of ops:tools \
in 2026-03 (BR-1)*Reason     drills .and bits*GRÜN*ops:tools in 2026-Q1, EUR:*"
perl -MMIME::Base64 -e 'local $/; $_ = <>; s/^.*?base64\n\n//s; s/\n--=_ops.*//s;
	print decode_base64($_)' message >quote
check 'no code is in a header' 1 '' '' grep -F \
	"_ops_$(sed -n 's/^    approve //p' message | sed 1q)" message
check 'and the file' 0 '' '' cmp quote ops.yaml
check 'no code is in the book' 1 '' '' grep -qF \
	"$(sed -n 's/^    approve //p' message | sed 1q)" ops.db
check 'one message is no mailbox' 0 'From: "Shop" <budget@example.org>' '' \
	sh -c 'ops budget request ask BR-1 --approver noor -F mime | sed 1q'
check 'rows for another way' 0 'request,step,person,mail,rule,code,until
BR-1,1,tom,Tom@Example.org,desk,code,2026-03-29T12:00:00Z' '' \
	sh -c "ops budget request ask BR-1 --approver tom |
	    sed 's/,.....-.....-.....-.....,/,code,/'"
check 'who may not is not asked' 77 '' "*'BR-1': Lena Voss may not approve it now*" \
	ops budget request ask BR-1 --approver lena
check 'nor who is nobody' 65 '' "*approver: 'eve' is none*" \
	ops budget request ask BR-1 --approver eve
check 'other verbs have no such format' 2 '' '*--format*mime*' \
	ops budget approve BR-1 -F mime
check 'a file without a message' 2 '' '*--quote: goes with a message*' \
	ops budget request ask BR-1 --quote ops.yaml

# Who reads a code can answer with it.
as() { # as WHO COMMAND...
	who=$1
	shift
	env OPS_ACTOR="$who" "$@"
}
check 'who asks does not see the codes' 77 '' "*-F mime: codes are only for those who \
approve: Post Box sends them, by 'ops budget request ask --waiting'" \
	as lena ops budget request --account ops:tools --amount 7 -m x -F mime
check 'later neither' 77 '' '*codes are only for those who approve*' \
	as lena ops budget request ask BR-1 -F mime
check 'nor as rows' 77 '' '*codes are only for those who approve*' \
	as lena ops budget request ask BR-1
check 'nor does one of those who approve' 77 '' '*codes are only for*' \
	as ida ops budget request ask BR-1
check 'how it would look is no secret' 0 '*approve ?????-*' '' \
	as lena ops budget request ask BR-1 --approver ida -F mime --dry-run
is 'and good for nothing' "$(printf 'From: ida@example.org\n\n%s\n' \
	"$(as lena ops budget request ask BR-1 --approver ida -F mime \
	    --dry-run | sed -n 's/^    approve /approve /p')" |
	ops budget intake --mail 2>&1)" '*the code is not known*'
check 'the mailer does not ask for itself' 77 '' "*Post Box asks for it, and \
would see the codes" as post ops budget request --account ops:tools \
	--amount 7 -m x -F mime
sed 's/post: { name: Post Box, roles: \[mailer/post: { name: Post Box, roles: [buyer, mailer/' \
	ops.yaml >changed && cp ops.yaml kept && cp changed ops.yaml
check 'nor is it one of those who approve' 77 '' "*Post Box has the role \
'mailer' and the rule 'desk' of authority: who approves would see the codes of others" \
	as post ops budget request ask BR-1
sed "s/post: { name: Post Box/lena: { logins: [$(id -un)] }\n  post: { name: Post Box/
	/lena: { name/d" kept >ops.yaml
check 'nor another one'"'"'s login' 77 '' "*the login is lena's, and not Post Box's" \
	as post ops budget request ask BR-1
sed '/post: {/d' kept >ops.yaml
check 'without a mailer there are no codes' 77 '' "*give the account that \
sends mail the role 'mailer' in 'people', and let it run 'ops budget request ask'" \
	as tester ops budget request ask BR-1
cp kept ops.yaml

sed 's/lena: { name: Lena Voss }/&\n  sam2: { name: Sam }/' kept >ops.yaml
check 'nor does one of two of a name see codes of their own' 77 '' \
	"*'BR-9': Sam may not approve it now*" sh -c '
	OPS_ACTOR=sam ops budget request BR-9 --account ops:tools --amount 1 -m x -q
	ops budget request ask BR-9 --approver sam'
cp kept ops.yaml
env OPS_ACTOR=sam ops budget withdraw BR-9 -q

# What a line of cron sends.
waiting() { ops budget request ask --waiting "$@" | sed 's/,.....-.....-.....-.....,/,/'; }
check 'who has a code is not asked again' 0 'request,step,person,mail,rule,code,until' '' \
	waiting
request 20 >number
check 'a new request is sent once' 0 "*
$(cat number),1,ida,*
$(cat number),1,tom,*
$(cat number),1,noor,*
$(cat number),1,sam,*" '' waiting
check 'and no more' 0 '' '' waiting -F mime
check 'who lost their mail is asked by name' 0 '*' '' \
	ops budget request ask "$(cat number)" --approver ida -F mime
check 'when a code is too old, another one is sent' 0 "*
$(cat number),1,ida,*" '' env OPS_NOW=2026-04-15T12:00:00Z \
	ops budget request ask --waiting -n
OPS_ACTOR=lena ops budget withdraw "$(cat number)" -q
check 'what waits no more is not asked about' 0 'request,*code,until' '' waiting
ops budget account add ops:hours --unit h -q
r=$(OPS_ACTOR=lena ops budget request --account ops:tools --amount 23 -m x \
	--requester post | sed 1d | cut -d, -f1)
s=$(OPS_ACTOR=lena ops budget request --account ops:hours --amount 24 -m x |
	sed 1d | cut -d, -f1)
check 'one that names the mailer keeps no other waiting' 0 "*
$s,1,ida,*" '' waiting
check 'but is not sent' 77 '' '*would see the codes' ops budget request ask "$r"
ops budget request M-1 --account ops:tools --amount 25 --vendor M -m x -q
env OPS_ACTOR=tom ops budget request M-2 --account ops:tools --amount 26 \
	--vendor M --requester lena -m x -q
check 'who entered it is said, and what stands beside it' 0 "Lena Voss asks for \
26.00 EUR of ops:tools in 2026-03 (M-2).

  Entered by Tom \"T\" Ray
  Beside it  M-1 (25.00)
  Reason     x" '' sh -c "ops budget request ask M-2 --approver noor -F mime |
	sed -n '/asks for/,/Reason/p'"
check 'hours are no money' 0 "Subject: $s: 24.00 h of ops:hours?
Lena Voss asks for 24.00 h of ops:hours in 2026-03 ($s)." '' sh -c "
	ops budget request ask $s --approver ida -F mime | grep '24.00 h'"
env OPS_ACTOR=lena ops budget withdraw "$r" -q
env OPS_ACTOR=lena ops budget withdraw "$s" -q
check 'all that waits is no request' 2 '' '*--waiting does not go with a request' \
	ops budget request ask BR-1 --waiting
check 'nothing at all' 2 '' '*request: is missing: expected its code, or --waiting' \
	ops budget request ask
request 21 >number
request 22 >next
check 'many at once are told apart' 0 "Subject: $(cat number): 21.00 EUR of ops:tools?
Subject: $(cat next): 22.00 EUR of ops:tools?" '' sh -c '
	{ echo request; cat number next; } |
	ops budget request ask -i - --approver noor -F mime | grep ^Subject'
OPS_ACTOR=tester

# Answers.
c=$(code BR-1 ida)
check 'a mail that begins with something else' 65 '' \
	"*the mail begins with 'No'*" intake mail "No way!
> approve $c"
check 'one that only quotes' 65 '' '*the mail says nothing*' intake mail "> approve $c"
check 'a code that nobody has' 77 '' '*the code is not known*' \
	intake mail 'approve 00000-00000-00000-00000'
check 'what is no code' 77 '' '*the code is none: expected*' intake mail 'approve me'
check 'no code at all' 65 '' '*the code is missing*' intake mail 'approve'
check 'a no without a reason' 65 '' '*reason: is missing*' intake mail "reject $c"
check 'a robot' 65 '' '*by a robot or a list*' intake printf \
	'From: a@b\nAuto-Submitted: auto-replied\n\napprove %s\n' "$c"
is 'the request still waits' "$(state BR-1)" asked
check 'a yes, above what is quoted' 0 'id,entry
BR-1,*' '' intake mail "Approve $c

On Sunday Budget wrote:
> approve 11111-11111-11111-11111"
check 'it is approved, by whom it was asked' 0 \
	'state,decided_by,way,decision_by,rule
approved,ida,mail,tester,desk' '' ops budget request list --request BR-1 \
	--columns state,decided_by,way,decision_by,rule
check 'a code is good once' 77 '' '*the code was used before*' \
	intake mail "approve $c"
ops undo "$(ops log --limit 1 --columns entry --no-header)" -q
check 'also where its answer was undone' 77 '' '*the code was used before*' \
	intake mail "approve $c"
is 'and the request waits again' "$(state BR-1)" asked
check 'the second one asked answers no' 0 '*' '' intake noor mail "On Monday,
budget@example.org wrote:
> it is needed

reject $(code BR-1 noor | tr 'A-Z0' 'a-zo') not this year"
check 'with the reason' 0 'state,answer
rejected,not this year' '' ops budget request list --request BR-1 --columns state,answer
check 'a late answer' 77 '' '*the code is too old*' sh -c "
	r=\$(OPS_ACTOR=lena ops budget request --account ops:tools --amount 1 \
	    -m x | sed 1d | cut -d, -f1)
	c=\$(OPS_ACTOR=post ops budget request ask \$r --approver noor | sed 1d | cut -d, -f6)
	printf 'From: noor@example.org\n\napprove %s\n' \$c |
	    OPS_NOW=2026-03-29T12:00:01Z ops budget intake --mail"
r=$(request 25000)
c=$(code "$r" noor) d=$(code "$r" noor)
check 'a code that is followed by another' 77 '' "*the code has ended: a newer \
one was sent to the same person" intake noor mail "approve $c"
c=$(code "$r" sam)
check 'a first step by mail' 0 '*' "*'BR-16' has step 1 now, and waits*" intake noor mail "approve $d"
check 'a code of a step that is over' 77 '' \
	'*the code is of a step that is not open*' intake sam mail "approve $c"
ops undo "$(ops log --limit 1 --columns entry --no-header)" -q
check 'has ended for good' 77 '' '*the code was taken back: *' \
	intake sam mail "approve $c"
check 'and the one of the answer, too' 77 '' '*the code was used before*' \
	intake noor mail "approve $d"
c=$(code "$r" noor) d=$(code "$r" sam)
ops budget reject "$r" -m no --on-behalf-of sam --evidence message -q
check 'a decision ends all codes' 77 '' "*the code has ended: '$r' is rejected \
already" intake noor mail "approve $c"
r=$(request 2)
c=$(code "$r" noor)
OPS_ACTOR=lena ops budget withdraw "$r" -q
check 'and so does who takes the request back' 77 '' \
	"*the code has ended: '$r' is withdrawn already" \
	intake noor mail "approve $c"
r=$(request 3)
c=$(code "$r" noor)
asked=$(ops log --limit 1 --columns entry --no-header)
check 'what was sent is taken back' 0 '*' '' ops undo "$asked"
check 'and is good no more' 77 '' '*the code was taken back: *' \
	intake noor mail "approve $c"
check 'once' 65 '' '*' ops undo "$asked"
check 'the book holds together' 0 'kind,entry,problem' '' ops fsck
check 'the rules hold as at a terminal' 77 '' '*(limit)*' sh -c "
	r=\$(OPS_ACTOR=noor ops budget request --account ops:tools --amount 4000 \
	    -m x | sed 1d | cut -d, -f1)
	c=\$(OPS_ACTOR=post ops budget request ask \$r --approver tom | sed 1d | cut -d, -f6)
	sed -i 's/limit: 5000/limit: 50/' ops.yaml
	printf 'From: tom@example.org\n\napprove %s\n' \$c | ops budget intake --mail"
sed -i 's/limit: 50 /limit: 5000 /' ops.yaml

# Whose answer it is, is said twice: by the code, and by the mail.
r=$(request 15)
c=$(code "$r" noor)
sender() { # sender FROM: an answer with noor's code
	printf '%b\nSubject: Re: money\n\napprove %s\n' "$1" "$c"
}
check 'not from another address' 77 '' "*the mail is from 'ida@example.org', \
and the code is Noor Baker's: expected an answer from the address it was sent to" \
	intake sender 'From: ida@example.org'
check 'not under another one'"'"'s name' 77 '' "*is from 'eve@example.com'*" \
	intake sender 'From: "noor@example.org" <eve@example.com>'
check 'not from several' 77 '' "*the mail has no From with one address: \
expected Noor Baker's" \
	intake sender 'From: noor@example.org, eve@example.com'
check 'nor with two headers' 77 '' '*no From with one address*' \
	intake sender 'From: noor@example.org\nFrom: eve@example.com'
check 'nor without one' 77 '' '*no From with one address*' \
	intake sender 'To: noor@example.org'
is 'the code is not used up by it' "$(state "$r")" asked
check 'capitals make no other address' 0 '*' '' \
	intake sender 'From: Boss <NOOR@Example.ORG>'

r=$(request 17)
c=$(code "$r" noor)
check 'whose request it is does not take the answer in' 77 '' "*'$r': Lena Voss \
asked for it, or entered it: another one enters what was answered" sh -c "
	printf 'From: noor@example.org\n\napprove $c\n' |
	OPS_ACTOR=lena ops budget intake --mail"
r=$(OPS_ACTOR=post ops budget request --account ops:tools --amount 18 -m x \
	--requester lena | sed 1d | cut -d, -f1)
c=$(code "$r" noor)
check 'a form that enters requests of others does' 0 '*' '' sh -c "
	printf 'From: noor@example.org\n\napprove $c\n' |
	OPS_ACTOR=post ops budget intake --mail"

r=$(request 19)
printf 'From: noor@example.org\n\napprove %s\n' "$(code "$r" noor)" >answer
printf 'From: noor@example.org\n\napprove 1\n' >other
check 'an answer under a key' 0 '*' '' sh -c 'ops budget intake --mail --key m-1 <answer'
check 'that comes again is there already' 0 '*' '*nothing is posted' \
	sh -c 'ops budget intake --mail --key m-1 <answer'
check 'another mail has another key' 65 '' '*for another request' \
	sh -c 'ops budget intake --mail --key m-1 <other'

# As people write.
c=
fresh() { # fresh: another request, and noor's code of it
	r=$(request 16)
	c=$(code "$r" noor)
}
fill() { # fill TEXT: its \n, and the code for each CODE
	printf '%b' "$1" | sed "s/CODE/$c/g"
}
written() { # written NAME TEXT: an answer that is taken
	fresh
	check "$1" 0 '*' '' intake noor mail "$(fill "$2")"
}
refused() { # refused NAME WHY TEXT: one that is not
	check "$1" 65 '' "*$2*" intake noor mail "$(fill "$3")"
}
written 'with a full stop' 'approve CODE.'
written 'with a comma' 'reject CODE, too dear'
is 'the reason' "$(ops budget request list --request "$r" --columns answer \
	--no-header)" 'too dear'
written 'with the blanks of a word processor' '\0302\0240approve\0302\0240CODE\0302\0240'
written 'with the brackets of the example' 'approve <CODE>'
written 'below blank lines' '\n\n  approve CODE'
written 'below a greeting' 'Hi Budget,\n\napprove CODE\n\nNoor'
written 'below one without a mark' 'Good morning\nApprove CODE'
written 'below a polite one' 'Guten Tag Frau Dr. Voss,\n\napprove CODE'
fresh
check 'with hyphens that do not break' 0 '*' '' intake noor mail \
	"approve $(echo "$c" | sed "s/-/$(printf '\342\200\221')/g")"
written 'a reason that a program has cut' 'reject CODE since the large drills of the
other shop are never used on Mondays

Noor'
is 'is whole' "$(ops budget request list --request "$r" --columns answer \
	--no-header)" 'since the large drills of the other shop are never used on Mondays'
written 'behind a greeting' 'Hi Lena, approve CODE'
written 'politely' 'Yes, please approve CODE thanks'
written 'above what some programs quote without a mark' 'approve CODE

From: Budget
Sent: Monday

    approve 11111-11111-11111-11111
    reject 11111-11111-11111-11111 <reason>'
fresh
refused 'a sentence that goes on is no greeting' "begins with 'Sorry,'" \
	'Sorry, we cannot\napprove CODE'
refused 'nor one that begins like one' "begins with 'Hi,'" \
	'Hi, we cannot\napprove CODE'
refused 'nor is a no a yes' "begins with 'Do'" 'Do not approve CODE'
refused 'nor is it behind a greeting' "begins with 'Hi'" \
	'Hi Lena, do not approve CODE'
refused 'nor has a yes conditions' 'an approval has no conditions' \
	'approve CODE if the price falls'
refused 'a no without hyphens is one, too' 'several answers' \
	"approve CODE\nreject $(echo "$c" | tr -d -) no"
refused 'both answers are none' 'several answers' \
	'approve CODE\nreject CODE on second thoughts'
refused 'the other way round, too' 'several answers' \
	'reject CODE too dear\n\nNo: forget it.\napprove CODE'
refused 'the example is no reason' "the reason is still '<reason>'" \
	'reject CODE <reason>'
refused 'what is quoted below a greeting is no answer' 'says nothing' \
	'Hi Lena,\n\n> approve CODE'
refused 'nor what a program quotes without a mark' 'says nothing' \
	'Hi Lena,\n\n-----Original Message-----\napprove CODE\nreject CODE <reason>'
is 'it still waits' "$(state "$r")" asked

# As programs send it.
encoded() { # encoded HEADERS BODY
	printf 'From: "ida@example.org" <Noor@EXAMPLE.org>\nMIME-Version: 1.0\n%b\n\n%b' "$1" "$2"
}
r=$(request 10)
check 'in base64, with Windows ends of lines' 0 '*' '' intake encoded \
	'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: BASE64\r' \
	"$(printf 'approve %s\r\n' "$(code "$r" noor)" | perl -MMIME::Base64 -0777 -ne 'print encode_base64($_)')"
r=$(request 11)
c=$(code "$r" noor)
check 'quoted-printable, in parts, the text first' 0 '*' '' intake encoded \
	'Content-Type: multipart/alternative; boundary=b1' \
	"--b1\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\napprove=20=\n$c=0D\n--b1\nContent-Type: text/html\n\n<p>approve $c</p>\n--b1--\n"
r=$(request 12)
check 'a reason in Latin-1' 0 '*' '' intake encoded \
	'Content-Type: text/plain; charset=ISO-8859-1' "reject $(code "$r" noor) zu sp\0344t\n"
is 'is text' "$(ops budget request list --request "$r" --columns answer --no-header)" 'zu spät'

# Several.
r=$(request 13) s=$(request 14)
c=$(code "$r" noor) d=$(code "$s" noor)
check 'two answers are none' 65 '' '*the mail has several answers: expected one*' \
	intake noor mail "approve $c
reject $d dear"
check 'nor is a code a reason' 65 '' '*the mail has several answers*' \
	intake mail "approve $c $d"
is 'both wait' "$(state "$r") $(state "$s")" 'asked asked'
check 'the same one, as quoted by some' 0 '*' '' intake noor mail "approve $c
internationalisation

-----Original Message-----
    approve $c
    reject $c <reason>"

# Hostile.
check 'a mailbox of several is not one mail' 65 '' "*these are several mails: \
expected one: 'formail -s ops budget intake --mail' gives each*" \
	intake printf 'From a@b Sun Mar 15 12:00:00 2026\nFrom: a@b\n\napprove x\n\nFrom a@b Sun Mar 15 12:01:00 2026\nFrom: a@b\n\nreject y no\n'
check 'one of a mailbox is' 65 '' '*the mail begins with*' \
	intake printf 'From a@b Sun Mar 15 12:00:00 2026\nFrom: a@b\n\nlo\nFrom here on\n'
check 'nothing' 65 '' '*this is no mail*' intake printf ''
check 'no header' 65 '' '*this is no mail*' intake printf 'approve me\n'
check 'only HTML' 65 '' '*has no plain text*' intake encoded \
	'Content-Type: text/html' '<p>approve</p>'
check 'an attachment is no answer' 65 '' '*has no plain text*' intake encoded \
	'Content-Type: text/plain\nContent-Disposition: attachment' 'approve x'
check 'parts without a boundary' 65 '' '*no boundary*' intake encoded \
	'Content-Type: multipart/mixed' 'approve x'
check 'an encoding that is none' 65 '' "*encoding 'rot13' is not known*" \
	intake encoded 'Content-Transfer-Encoding: rot13' 'approve x'
check 'too large' 65 '' '*too large*' sh -c "{ printf 'From: a@b\n\n'
	head -c 1100000 /dev/zero | tr '\0' a; } | ops budget intake --mail"
check 'parts in parts in parts' 65 '' '*too many parts*' sh -c "{
	printf 'From: a@b\n'; for i in 1 2 3 4 5 6 7 8 9 10 11; do
	printf 'Content-Type: multipart/mixed; boundary=b%s\n\n--b%s\n' \$i \$i
	done; } | ops budget intake --mail"
check 'a thousand empty parts' 65 '' '*too many parts*' sh -c "{
	printf 'Content-Type: multipart/mixed; boundary=b\n\n'
	yes -- '--b
Content-Type: image/png
' | head -n 3000; } | ops budget intake --mail"
check 'controls and NULs' 65 '' "*the mail begins with 'a\[31mpprove'*" \
	intake printf 'From: a@b\n\n\033a\033[31mpprove\0 x\n'
check 'nothing but --mail' 2 '' '*--mail*' ops budget intake
OPS_ACTOR=post
check 'no line of one header makes another' 1 '' '*' sh -c \
	"ops budget request --account ops:tools --amount 1 --requester 'x
Bcc: all@example.org' -m 'a
Bcc: all@example.org' -F mime | grep -q '^Bcc'"
done_testing
