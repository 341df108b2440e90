# ops: one binary; `make help` lists what this file can do.
#	make CC=clang	another compiler	make SAN=1	with ASan and UBSan
#	make CI=1	warnings are errors
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
# `make fuzz` is a build of its own: libFuzzer comes with clang.
ifneq ($(filter fuzz fuzzers,$(MAKECMDGOALS)),)
CC       = clang
FUZZ     = 1
endif
ifdef FUZZ
OPT      = -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	   -fno-omit-frame-pointer -fno-sanitize-recover=undefined -DARENA_MALLOC
else ifdef SAN
OPT      = -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
	   -fno-sanitize-recover=undefined -DARENA_MALLOC
else
HARDEN   = -D_FORTIFY_SOURCE=2 -fstack-protector-strong
endif
# A build for each compiler and each set of flags, side by side.
B        = .build/$(notdir $(CC))$(if $(FUZZ),-fuzz,$(if $(SAN),-san))
CFLAGS   = -std=c11 $(OPT) $(HARDEN) $(WARN) $(WERROR)
CPPFLAGS = -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64 -Ilib -I$B \
	   -DOPS_VERSION='"$(VERSION)"'
LIBS     = -lsqlite3 -lyaml -lcsv -lsodium -lutf8proc
# They go into the one file, which so starts in half the time: SHARED=1 links
# those of the system, as a distribution would.
ifdef SHARED
LDLIBS   = $(LIBS) -lm -pthread
else
LDLIBS   = -Wl,-Bstatic $(LIBS) -Wl,-Bdynamic -lm -pthread
endif

# What a build needs, what the tests need besides, what only .ci/run needs.
PKG_BUILD = gcc libc6-dev libsqlite3-dev libyaml-dev libcsv-dev libsodium-dev \
	    libutf8proc-dev tzdata
PKG_TEST  = perl sqlite3 jq shellcheck cppcheck postgresql ledger hledger \
	    beancount
PKG_FUZZ  = clang libclang-rt-dev

LIB_SRC  := $(wildcard lib/*/*.c)
CMD_SRC  := $(wildcard cmd/*.c cmd/*/*.c)
UNIT_SRC := $(wildcard tests/unit/*.c)
LIB_OBJ  := $(LIB_SRC:%.c=$B/%.o)
CMD_OBJ  := $(CMD_SRC:%.c=$B/%.o)
UNIT     := $(UNIT_SRC:tests/unit/%.c=$B/unit/%)
FUZZERS  := $(patsubst tests/fuzz/%.c,$B/fuzz/%,\
	    $(filter-out %/driver.c,$(wildcard tests/fuzz/*.c)))
# Not with ASan, which wants to be loaded first itself.
PRELOAD  := $(if $(SAN),,$B/fault.so $B/scan.so $B/trace.so $B/shared/ops)

all: ops ## build ./ops

# Changed in one step: somebody may be running it.
ops: $B/ops
	@cmp -s $B/ops $@ || { cp $B/ops $B/ops.new && mv $B/ops.new $@; }

$B/ops: $(CMD_OBJ) $B/libops.a
	$(CC) $(CFLAGS) -o $@ $(CMD_OBJ) $B/libops.a $(LDLIBS)

# What is loaded before SQLite finds it only here.
$B/shared/ops: $(CMD_OBJ) $B/libops.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $(CMD_OBJ) $B/libops.a $(LIBS) -lm -pthread

$B/libops.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

$B/schema.inc: $(wildcard lib/db/schema/*.sql) lib/db/embed.awk
	@mkdir -p $(@D)
	awk -f lib/db/embed.awk $(sort $(wildcard lib/db/schema/*.sql)) > $@

$B/lib/db/migrate.o: $B/schema.inc

# What `ops help imports` prints.
PAGES    = man/ops-config.5 man/ops-tutorial.7
$B/pages.inc: $(PAGES) lib/cli/embed-page.awk
	@mkdir -p $(@D)
	awk -f lib/cli/embed-page.awk $(PAGES) > $@

$B/lib/cli/pages.o: $B/pages.inc

# madvise(2) is not POSIX.
$B/lib/base/large.o: CPPFLAGS += -D_DEFAULT_SOURCE
$B/lib/io/temp.o: CPPFLAGS += -D_GNU_SOURCE

$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -include lib/base/banned.h $(CFLAGS) -MMD -MP -c -o $@ $<

$B/unit/%: tests/unit/%.c $B/libops.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP -o $@ $< $B/libops.a $(LDLIBS)

$B/fuzz/%: tests/fuzz/%.c $(if $(FUZZ),,tests/fuzz/driver.c) $B/libops.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(if $(FUZZ),-fsanitize=fuzzer) -o $@ \
	    $(filter %.c,$^) $B/libops.a $(LDLIBS)

$B/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -D_DEFAULT_SOURCE -include lib/base/banned.h $(CFLAGS) -o $@ $<

# Loaded before the libraries: they make calls fail, tell long searches, and
# write down SQL.
$B/fault.so: tests/fault/fault.c
$B/scan.so: tests/fault/scan.c
$B/trace.so: tests/lint/trace.c
$B/fault.so $B/scan.so $B/trace.so:
	@mkdir -p $(@D)
	$(CC) -std=c11 -O2 -g $(WARN) $(WERROR) -shared -fPIC -o $@ $<

# Nothing is built by `make check` or `make demo` before it can be.
ifneq ($(filter check demo,$(MAKECMDGOALS)),)
$(LIB_OBJ) $(CMD_OBJ) $(PRELOAD) $B/bench/moves: | $(if $(filter check,$(MAKECMDGOALS)),check-deps,deps)
endif

deps: ## install what a build needs (apt-get, where it may)
	@sh tests/install.sh $(PKG_BUILD)

check-deps: ## install what the tests need, too
	@sh tests/install.sh $(PKG_BUILD) $(PKG_TEST)

fuzz-deps: ## install what the fuzzers and the clang build need, too
	@sh tests/install.sh $(PKG_BUILD) $(PKG_TEST) $(PKG_FUZZ)

# The tests run what this build made; what it asks of SQLite is written down.
ENV      = MAKEFLAGS= MOVES='$(CURDIR)/$B/bench/moves' CC='$(CC)' SAN='$(SAN)' \
	   CI='$(CI)'
PROVE    = $(ENV) OPS_BIN='$(CURDIR)/$B' prove -j2
TESTS    = $(wildcard tests/t/*.t tests/bench/*.t)
BLACKBOX = $(if $(SAN),$(PROVE),rm -rf $B/sql; mkdir -p $B/sql; \
	   $(ENV) OPS_BIN='$(CURDIR)/$B/shared' SQL_TRACE='$(CURDIR)/$B/sql' \
	   LD_PRELOAD='$(CURDIR)/$B/trace.so' prove -j2) $(TESTS)

# tests/t/add-command.t: EXAMPLE is a command, REGISTRY knows it, OUT is ops.
example: $(CMD_OBJ) $B/libops.a
	@$(CC) $(CPPFLAGS) -Icmd -include lib/base/banned.h $(CFLAGS) -o $(OUT) \
	    $(EXAMPLE) $(REGISTRY) $(filter-out %/registry.o,$(CMD_OBJ)) \
	    $B/libops.a $(LDLIBS)

# A product of the build, like others: made anew each time.
demo: ops | deps ## install what is needed, build, show a sample book's report
	@if test -e demo && ! grep -q 'the sample' demo/ops.yaml; then \
	    echo 'demo/ is not the sample book: move it away' >&2; exit 1; fi
	@rm -f demo/ops.yaml demo/ops.db* && umask 022 && ./ops init --sample demo -q
	@./ops -C demo report nightly
	@printf '\n%s\n' "The book is in ./demo: try 'cd demo && ../ops help how'"

unit: $(UNIT) ## build and run the unit tests
	$(PROVE) --exec '' $(UNIT)

blackbox: ops $(PRELOAD) $B/bench/moves ## run the tests of the command line
	$(BLACKBOX)

replay: $(FUZZERS) ## give the fuzz targets their corpora
	$(PROVE) tests/fuzz

fault: ops $(PRELOAD) ## make calls fail, kill it, fill the disk
	$(PROVE) tests/fault

lint: ops ## layers, headers, SQL on two engines, style
	$(PROVE) tests/lint

# In this order, whatever -j says: the lints read what the tests wrote down.
check: ops $(UNIT) $(FUZZERS) $(PRELOAD) $B/bench/moves | check-deps ## install what is needed, build, run all tests
	@failed=0; \
	$(PROVE) --exec '' $(UNIT) || failed=1; \
	$(BLACKBOX) || failed=1; \
	$(PROVE) tests/fuzz tests/fault || failed=1; \
	$(PROVE) tests/lint || failed=1; \
	exit $$failed

FUZZ_TIME = 30
fuzzers: $(FUZZERS)
fuzz: $(FUZZERS) ## look for inputs that break a parser, FUZZ_TIME=30 s each
	@for t in $(notdir $(FUZZERS)); do \
	    found=.build/corpus/$$t; mkdir -p $$found; \
	    if $B/fuzz/$$t -max_total_time=$(FUZZ_TIME) -timeout=10 \
		-print_final_stats=1 -max_len=4096 -artifact_prefix=$$found- \
		$$(ls tests/fuzz/$$t.dict 2>/dev/null | sed 's/^/-dict=/') \
		$$found tests/fuzz/corpus/$$t >$$found.log 2>&1; \
	    then echo "$$t: $$(sed -n 's/.*executed_units: *//p' $$found.log) inputs"; \
	    else tail -n 40 $$found.log; echo "$$t: see $$found.log"; exit 1; fi; \
	done

N = 50000 500000
BUDGET_N = $(if $(filter command,$(origin N)),$(N),50000 1000000)
bench: ops $B/bench/moves $B/bench/spends $B/bench/paired ## time and memory against sqlite3 and git, N=50000
	@OPS_BIN='$(CURDIR)/$B' sh tests/bench/bench.sh $(N)
	@OPS_BIN='$(CURDIR)/$B' sh tests/bench/budget.sh $(BUDGET_N)

# Generated and committed; tests/t/man.t and completion.t say when it is time.
man: ops ## fill the manual pages from the tables
	@for p in $(wildcard man/*.in); do \
	    sh man/fill.sh ./ops $$p > $${p%.in}.new && \
		mv $${p%.in}.new $${p%.in} || exit 1; \
	done

completions: ops ## write the shells' completion scripts
	@./ops completion bash -o completions/ops.bash
	@./ops completion zsh -o completions/_ops
	@./ops completion fish -o completions/ops.fish

# from:to, relative to DESTDIR/PREFIX
INSTALL  = $B/ops:bin/ops \
	   $(foreach m,$(wildcard man/*.[1-9]),$m:share/man/man$(subst .,,$(suffix $m))/$(notdir $m)) \
	   $(patsubst %,%:share/bash-completion/completions/ops,$(wildcard completions/ops.bash)) \
	   $(patsubst %,%:share/zsh/site-functions/_ops,$(wildcard completions/_ops)) \
	   $(patsubst %,%:share/fish/vendor_completions.d/ops.fish,$(wildcard completions/ops.fish))

install: $B/ops ## put program, manual, completions below PREFIX=/usr/local
	@for p in $(INSTALL); do \
	    to="$(DESTDIR)$(PREFIX)/$${p#*:}" mode=644; \
	    case $$p in *:bin/*) mode=755 ;; esac; \
	    mkdir -p "$${to%/*}" && cp "$${p%%:*}" "$$to" && \
		chmod $$mode "$$to" && echo "$$to" || exit 1; \
	done

uninstall: ## remove what install put there
	@for p in $(INSTALL); do rm -f "$(DESTDIR)$(PREFIX)/$${p#*:}"; done

clean: ## remove what was built
	rm -rf .build ops
	@! grep -qs 'the sample' demo/ops.yaml || rm -rf demo

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | \
	    awk -F '\t' '{ printf "make %-12s %s\n", $$1, $$2 }'
	@printf '%s\n' '' 'PREFIX=/usr/local, DESTDIR=  where install puts things' \
	    'CC=clang  another compiler; SAN=1  with ASan and UBSan; CI=1  warnings are errors' \
	    'SHARED=1  the libraries of the system'

.PHONY: all demo ops deps check-deps fuzz-deps unit blackbox replay fault lint check \
	fuzzers fuzz bench man completions install uninstall clean help
-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d)
