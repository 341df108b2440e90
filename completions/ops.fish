# fish completion for ops: ops completion fish | source, or a copy of
# this in the folder of completions.
function __ops_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -l cur (commandline -ct)
    set -e words[1]
    for line in (command $program complete -- $words "$cur" 2>/dev/null)
        switch $line
            case \tnospace
                continue
            case \tfile
                __fish_complete_path "$cur"
            case \tfolder
                __fish_complete_directories "$cur"
            case '*'
                echo $line
        end
    end
end
for name in ops ops-config ops-stock ops-budget ops-report
    complete -c $name -f -a '(__ops_complete)'
end
