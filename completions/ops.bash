# bash completion for ops: eval "$(ops completion bash)", or a copy
# of this in the folder of completions.
_ops()
{
	local i word line raw cur='' glued='' quoted=''
	local -a typed=()

	# bash splits words at = and :, ops does not.
	for ((i = 1; i <= COMP_CWORD; i++)); do
		raw=${COMP_WORDS[i]}
		word=${raw//[\\\"\']/}
		if [[ $raw == [=:]* || -n $glued ]] && ((${#typed[@]})); then
			typed[${#typed[@]}-1]+=$word
		else
			typed+=("$word")
		fi
		glued=
		[[ $raw == [=:]* ]] && glued=yes
	done
	cur=${typed[${#typed[@]}-1]}
	[[ $raw == [=:]* ]] && word=
	glued=${cur%"$word"}
	[[ $raw == [\"\']* ]] && quoted=yes
	COMPREPLY=()
	while IFS= read -r line; do
		case $line in
		$'\tnospace')
			compopt -o nospace 2>/dev/null ;;
		$'\tfile' | $'\tfolder')
			compopt -o filenames 2>/dev/null
			i=-f
			[[ $line == $'\tfolder' ]] && i=-d
			while IFS= read -r word; do
				COMPREPLY+=("$word")
			done < <(compgen "$i" -- "${cur#"$glued"}") ;;
		*)
			word=${line%%$'\t'*}
			word=${word#"$glued"}
			if [[ -z $quoted && $word == *[[:space:]\"\'\$\`\\\|\&\;\<\>\(\)*?\[\]#!{}]* ]]; then
				printf -v word %q "$word"
			fi
			COMPREPLY+=("$word") ;;
		esac
	done < <("${COMP_WORDS[0]/#\~/$HOME}" complete -- "${typed[@]}" 2>/dev/null)
}
complete -F _ops ops ops-config ops-stock ops-budget ops-report
