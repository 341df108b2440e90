# ops: one binary; `make help` lists what this file can do.
VERSION  = 0.1.0
PREFIX   = /usr/local
CC       = cc
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	   -Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	   -Wwrite-strings -Wvla -Wundef -Wformat=2 -Wno-format-nonliteral \
	   -Wconversion -Wno-missing-field-initializers -fno-common
OPT      = -O2 -g
ifdef CI
WERROR   = -Werror
endif
ifdef SAN
OPT      = -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
	   -fno-sanitize-recover=undefined -DARENA_MALLOC
else
HARDEN   = -D_FORTIFY_SOURCE=2 -fstack-protector-strong
endif
# A build for each compiler and each set of flags, side by side.
B        = .build/$(notdir $(CC))$(if $(SAN),-san)
CFLAGS   = -std=c11 $(OPT) $(HARDEN) $(WARN) $(WERROR)
CPPFLAGS = -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 -Ilib -I$B \
	   -DOPS_VERSION='"$(VERSION)"'
LDLIBS   = -lsqlite3 -lyaml -lcsv -lsodium -lutf8proc -pthread

LIB_SRC  := $(wildcard lib/*/*.c)
CMD_SRC  := $(wildcard cmd/*.c cmd/*/*.c)
UNIT_SRC := $(wildcard tests/unit/*.c)
LIB_OBJ  := $(LIB_SRC:%.c=$B/%.o)
CMD_OBJ  := $(CMD_SRC:%.c=$B/%.o)
UNIT     := $(UNIT_SRC:tests/unit/%.c=$B/unit/%)

all: ops ## build ./ops

ops: $B/ops
	@cp -f $B/ops $@

$B/ops: $(CMD_OBJ) $B/libops.a
	$(CC) $(CFLAGS) -o $@ $(CMD_OBJ) $B/libops.a $(LDLIBS)

$B/libops.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

$B/schema.inc: $(wildcard lib/db/schema/*.sql) lib/db/embed.awk
	@mkdir -p $(@D)
	awk -f lib/db/embed.awk $(sort $(wildcard lib/db/schema/*.sql)) > $@

$B/lib/db/migrate.o: $B/schema.inc

$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -include lib/base/banned.h $(CFLAGS) -MMD -MP -c -o $@ $<

$B/unit/%: tests/unit/%.c $B/libops.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP -o $@ $< $B/libops.a $(LDLIBS)

$B/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -include lib/base/banned.h $(CFLAGS) -o $@ $<

unit: $(UNIT) ## build and run the unit tests
	prove --exec '' $(UNIT)

clean: ## remove what was built
	rm -rf .build ops

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | \
	    awk -F '\t' '{ printf "make %-12s %s\n", $$1, $$2 }'

.PHONY: all unit clean help
-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d)
