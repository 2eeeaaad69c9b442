# Sourced by the scripts of this folder.
# `try PACKAGE@VERSION ...` installs the packages into a temporary folder and runs there the module it reads from
# standard input. The module calls `seen(what, actual, expected)`, which prints and compares; a difference ends the
# script with an error. The folder is removed in any case.
set -euo pipefail

try() {
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  cat > "$folder/finding.mjs"
  cat > "$folder/seen.mjs" <<'MODULE'
import assert from "node:assert/strict";
import { inspect } from "node:util";

export function seen(what, actual, expected) {
  console.log(`${what}: ${inspect(actual, { depth: 8, breakLength: 120 })}`);
  assert.deepEqual(actual, expected, `${what}: the behavior has changed`);
}
MODULE
  npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent --save-exact "$@"
  (cd "$folder" && node finding.mjs)
}
