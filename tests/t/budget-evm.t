#!/bin/sh
# Earned value: of projects in a file, with or without a book.
. "$(dirname "$0")/lib.sh"

printf '%s\n' 'project,pv,ev,ac,bac' >projects.csv
printf '%s\n' 'DOCK,100000,110000,95000,200000' 'GATE,50,40,45,100' \
    'IDLE,100000,50000,0,200000' 'NONE,0,0,0,0' >>projects.csv
check 'where projects stand' 0 'project,cv,sv,cpi,spi
DOCK,15000.00,10000.00,1.157895,1.1
GATE,-5.00,-10.00,0.888889,0.8
IDLE,50000.00,-50000.00,,0.5
NONE,0.00,0.00,,' '' ops budget evm -i projects.csv --columns project,cv,sv,cpi,spi
check 'what they will cost, by three rules' 0 'DOCK,172727.27,185000.00,165661.16,77727.27,27272.73
GATE,112.50,105.00,129.38,67.50,-12.50
IDLE,,150000.00,,,
NONE,,0.00,,,' '' ops budget evm -i projects.csv --no-header --columns project,eac,eac_planned,eac_schedule,etc,vac
check 'what each euro must earn from now on' 0 'DOCK,0.857143,1.157895
GATE,1.090909,0.888889
IDLE,0.75,
NONE,,' '' ops budget evm -i projects.csv --no-header --columns project,tcpi,tcpi_eac
check 'what is undefined is n/a for people' 0 '| project | cpi | tcpi |
| --- | ---: | ---: |
| IDLE | n/a | 0.75 |
| NONE | n/a | n/a |' '' ops budget evm -i projects.csv -F md --where 'ac = 0' --columns project,cpi,tcpi
check '... in a table' 0 'project  cpi  tcpi
-------  ---  ----
NONE     n/a   n/a' '' ops budget evm -i projects.csv -F table --where 'bac = 0' --columns project,cpi,tcpi
check '... in a mail' 0 '*>NONE</td>*>n/a</td>*' '' ops budget evm -i projects.csv -F html --where 'bac = 0' --columns project,cpi,tcpi
check '... and nothing for programs' 0 '[
{"project":"NONE","cpi":null}
]' '' ops budget evm -i projects.csv -F json --where 'bac = 0' --columns project,cpi
check 'those that will cost more' 0 'GATE' '' ops budget evm -i projects.csv --where 'vac < 0' --columns project --no-header
check 'the columns of another program' 0 'DOCK,1.1' '' sh -c "sed '1s/.*/name,bcws,bcwp,acwp,bac/; 2q' projects.csv |
    ops budget evm -i - --map name=project --map bcws=pv --map bcwp=ev --map acwp=ac --columns project,spi --no-header"
check 'a value that is unknown makes no others' 0 'X,,,,' '' sh -c "printf '%s\n' project,pv,ev,ac,bac X,,5,,10 |
    ops budget evm -i - --no-header --columns project,cv,cpi,eac,tcpi"
check 'of nothing' 0 'project,*' '' sh -c 'echo project,pv,ev,ac,bac | ops budget evm -i -'
check 'a value that is none' 65 '' "ops: budget evm: -:2: ev: '1,5' is wrong: expected *
ops: budget evm: 1 row is wrong" sh -c "printf '%s\n' project,pv,ev,ac,bac 'X,1,\"1,5\",1,1' | ops budget evm -i -"
check 'a column that is missing' 65 '' "*the column 'bac' is missing*" sh -c 'echo project,pv,ev,ac | ops budget evm -i -'
book
ops budget account add -q -i - <<'EOF'
account
it:portal
it:other
EOF
check 'of accounts, nothing is planned yet' 0 'it,0.00,,0.00,0.00' '' ops budget evm --no-header --columns project,pv,ev,ac,bac
check 'half of nothing is done' 0 'it:portal,0.00,0.00,0.00,0.00' '' \
    ops budget evm --done it:portal=50 --no-header --columns project,pv,ev,ac,bac
check 'an account that nobody knows' 65 '' "*done: 'it:x' is not a known account*" ops budget evm --done it:x=4
check 'more than all' 65 '' "*done: 'it:portal=101' is wrong: expected an account and percent from 0 to 100*" \
    ops budget evm --done it:portal=101
done_testing
