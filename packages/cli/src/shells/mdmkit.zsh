#compdef mdmkit
# What is typed is passed as arguments, and never read as text of a shell again.
_mdmkit() {
  local line
  local -a before lines candidates
  before=("${(@)words[2,CURRENT-1]}")
  lines=("${(@f)$(mdmkit __complete "current=${words[CURRENT]}" "${before[@]}" 2>/dev/null)}")
  if [[ $lines[1] == :files ]]; then
    _files
    return
  fi
  for line in $lines; do
    candidates+=("${${line//:/\\:}/$'\t'/:}")
  done
  _describe mdmkit candidates
}
if [[ $funcstack[1] == _mdmkit ]]; then
  _mdmkit "$@"
else
  compdef _mdmkit mdmkit
fi
