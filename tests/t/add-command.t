#!/bin/sh
# The example of cmd/README.md is a command: it compiles, links and answers.
. "$(dirname "$0")/lib.sh"

sed -n '/^```c$/,/^```$/p' "$top/cmd/README.md" | sed '/^```/d' >spread.c
mkdir commands
{
	cat "$top/cmd/commands.h"
	echo 'X(stock, spread)'
} >commands/commands.h
cp "$top/cmd/registry.c" commands/registry.c

build() {
	make -s -C "$top" example EXAMPLE="$PWD/spread.c" \
	    REGISTRY="$PWD/commands/registry.c" OUT="$PWD/ops-spread"
}
check 'the example compiles without a warning' 0 '' '' build

book
ops stock receive -q --item A1 --qty 5 --to MAIN
ops stock receive -q --item A1 --qty 5 --to MAIN/A
ops stock receive -q --item B2 --qty 5 --to MAIN
check 'and answers in every format' 0 'item,places
A1,2
B2,1' '' ../ops-spread stock spread
check 'with its own option' 0 '[
{"item":"A1","places":2}
]' '' ../ops-spread stock spread --at-least 2 -F json
check 'and a filter that its table declares' 0 'item,places
B2,1' '' ../ops-spread stock spread --item B2
check 'its -h comes from the table' 0 '*at-least*' '' \
    ../ops-spread stock spread -h

done_testing
