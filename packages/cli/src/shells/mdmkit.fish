# fish completion of mdmkit. What is typed is passed as arguments, and never read as text of a shell again.
function __mdmkit_complete
    set -l tokens (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (mdmkit __complete "current=$current" $tokens[2..-1] 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path "$current"
    else if set -q lines[1]
        printf '%s\n' $lines
    end
end
complete -c mdmkit -f -a '(__mdmkit_complete)'
