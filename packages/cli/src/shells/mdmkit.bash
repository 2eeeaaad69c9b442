# bash completion of mdmkit. What is typed is passed as arguments, and never read as text of a shell again.
_mdmkit() {
  local current="${COMP_WORDS[COMP_CWORD]}" candidate IFS=$'\n'
  COMPREPLY=()
  while IFS=$'\t' read -r candidate _; do
    if [[ $candidate == :files ]]; then
      compopt -o filenames 2>/dev/null
      COMPREPLY=($(compgen -f -- "$current"))
      return
    fi
    [[ $candidate == *[!A-Za-z0-9_.,:=/@+-]* ]] && candidate=$(printf '%q' "$candidate")
    COMPREPLY+=("$candidate")
  done < <(mdmkit __complete "current=$current" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -F _mdmkit mdmkit
