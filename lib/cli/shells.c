/* The scripts that let shells ask `ops complete` what may be typed. */
#include <string.h>

#include "base/str.h"
#include "cli/complete.h"
#include "cli/usage.h"

static const char bash[] =
    "# bash completion for ops: eval \"$(ops completion bash)\", or a copy\n"
    "# of this in the folder of completions.\n"
    "_ops()\n"
    "{\n"
    "\tlocal i word line raw cur='' glued='' quoted=''\n"
    "\tlocal -a typed=()\n"
    "\n"
    "\t# bash splits words at = and :, ops does not.\n"
    "\tfor ((i = 1; i <= COMP_CWORD; i++)); do\n"
    "\t\traw=${COMP_WORDS[i]}\n"
    "\t\tword=${raw//[\\\\\\\"\\']/}\n"
    "\t\tif [[ $raw == [=:]* || -n $glued ]] && ((${#typed[@]})); then\n"
    "\t\t\ttyped[${#typed[@]}-1]+=$word\n"
    "\t\telse\n"
    "\t\t\ttyped+=(\"$word\")\n"
    "\t\tfi\n"
    "\t\tglued=\n"
    "\t\t[[ $raw == [=:]* ]] && glued=yes\n"
    "\tdone\n"
    "\tcur=${typed[${#typed[@]}-1]}\n"
    "\t[[ $raw == [=:]* ]] && word=\n"
    "\tglued=${cur%\"$word\"}\n"
    "\t[[ $raw == [\\\"\\']* ]] && quoted=yes\n"
    "\tCOMPREPLY=()\n"
    "\twhile IFS= read -r line; do\n"
    "\t\tcase $line in\n"
    "\t\t$'\\tnospace')\n"
    "\t\t\tcompopt -o nospace 2>/dev/null ;;\n"
    "\t\t$'\\tfile' | $'\\tfolder')\n"
    "\t\t\tcompopt -o filenames 2>/dev/null\n"
    "\t\t\ti=-f\n"
    "\t\t\t[[ $line == $'\\tfolder' ]] && i=-d\n"
    "\t\t\twhile IFS= read -r word; do\n"
    "\t\t\t\tCOMPREPLY+=(\"$word\")\n"
    "\t\t\tdone < <(compgen \"$i\" -- \"${cur#\"$glued\"}\") ;;\n"
    "\t\t*)\n"
    "\t\t\tword=${line%%$'\\t'*}\n"
    "\t\t\tword=${word#\"$glued\"}\n"
    "\t\t\tif [[ -z $quoted && $word == *[[:space:]\\\"\\'\\$\\`\\\\\\|\\&\\;"
    "\\<\\>\\(\\)*?\\[\\]#!{}]* ]]; then\n"
    "\t\t\t\tprintf -v word %q \"$word\"\n"
    "\t\t\tfi\n"
    "\t\t\tCOMPREPLY+=(\"$word\") ;;\n"
    "\t\tesac\n"
    "\tdone < <(\"${COMP_WORDS[0]/#\\~/$HOME}\" complete -- \"${typed[@]}\" "
    "2>/dev/null)\n"
    "}\n"
    "complete -F _ops ops@links@\n";

static const char zsh[] =
    "#compdef ops@links@\n"
    "# zsh completion for ops: a file _ops in a folder of $fpath, or\n"
    "# eval \"$(ops completion zsh)\" behind compinit.\n"
    "_ops()\n"
    "{\n"
    "\tlocal line word about\n"
    "\tlocal -a values end\n"
    "\n"
    "\tfor line in ${(f)\"$(${(Q)words[1]} complete -- "
    "\"${(@Q)words[2,CURRENT]}\" 2>/dev/null)\"}; do\n"
    "\t\tcase $line in\n"
    "\t\t$'\\tnospace') end=(-S '') ;;\n"
    "\t\t$'\\tfile') _files ;;\n"
    "\t\t$'\\tfolder') _files -/ ;;\n"
    "\t\t*)\n"
    "\t\t\tword=${${${line%%$'\\t'*}//\\\\/\\\\\\\\}//:/\\\\:}\n"
    "\t\t\tabout=${line#*$'\\t'}\n"
    "\t\t\t[[ $line == *$'\\t'* ]] && word+=:$about\n"
    "\t\t\tvalues+=(\"$word\") ;;\n"
    "\t\tesac\n"
    "\tdone\n"
    "\t(($#values)) && _describe -V 'ops' values \"${end[@]}\"\n"
    "}\n"
    "if [[ ${funcstack[1]-} == _ops ]]; then\n"
    "\t_ops \"$@\"\n"
    "else\n"
    "\tcompdef _ops ops@links@\n"
    "fi\n";

static const char fish[] =
    "# fish completion for ops: ops completion fish | source, or a copy of\n"
    "# this in the folder of completions.\n"
    "function __ops_complete\n"
    "    set -l words (commandline -opc)\n"
    "    set -l program $words[1]\n"
    "    set -l cur (commandline -ct)\n"
    "    set -e words[1]\n"
    "    for line in (command $program complete -- $words \"$cur\" "
    "2>/dev/null)\n"
    "        switch $line\n"
    "            case \\tnospace\n"
    "                continue\n"
    "            case \\tfile\n"
    "                __fish_complete_path \"$cur\"\n"
    "            case \\tfolder\n"
    "                __fish_complete_directories \"$cur\"\n"
    "            case '*'\n"
    "                echo $line\n"
    "        end\n"
    "    end\n"
    "end\n"
    "for name in ops@links@\n"
    "    complete -c $name -f -a '(__ops_complete)'\n"
    "end\n";

static const char *
script_of(const char *shell)
{
	if (strcmp(shell, "bash") == 0)
		return bash;
	if (strcmp(shell, "zsh") == 0)
		return zsh;
	return strcmp(shell, "fish") == 0 ? fish : NULL;
}

const char *
completion_script(struct ops *ops, const char *shell)
{
	static const char mark[] = "@links@";
	const char *p = script_of(shell), *links = "", *group, *at, *script;
	struct str s = STR_INIT;

	if (p == NULL)
		return NULL;
	for (size_t i = 0; (group = cmd_group(ops, &i)) != NULL;)
		links = arena_printf(ops->keep, "%s ops-%s", links, group);
	for (; (at = strstr(p, mark)) != NULL; p = at + strlen(mark)) {
		str_addn(&s, p, (size_t)(at - p));
		str_add(&s, links);
	}
	str_add(&s, p);
	script = arena_strdup(ops->keep, s.p);
	str_free(&s);
	return script;
}
