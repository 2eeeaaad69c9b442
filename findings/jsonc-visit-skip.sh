#!/usr/bin/env bash
# jsonc-parser 3.3.1: leaving an object out of visit()
#
# Expected: onObjectBegin that returns false suppresses the callbacks for the children of that object, as documented.
# Seen:     that holds only if the visitor has an onObjectEnd. Without one, nothing is reported any more after the
#           object: neither its siblings nor the rest of the document, and no error. For lists it is onArrayEnd.
# So:       give an empty onObjectEnd and onArrayEnd whenever a begin callback can return false.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try jsonc-parser@3.3.1 <<'E2'
import { visit } from "jsonc-parser";
import { seen } from "./seen.mjs";

const none = () => {};
function valuesOf(text, visitor) {
  const values = [];
  visit(text, { onLiteralValue: (value) => values.push(value), ...visitor });
  return values;
}
const isSkipped = (path) => path.at(-1) !== "skipped";
const objects = '{"skipped": {"a": 1}, "kept": {"b": 2}, "last": 3}';
const onObjectBegin = (_offset, _length, _line, _column, path) => isSkipped(path());
const lists = '{"skipped": [1], "kept": [2], "last": 3}';
const onArrayBegin = onObjectBegin;

seen("an object, with onObjectEnd", valuesOf(objects, { onObjectBegin, onObjectEnd: none }), [2, 3]);
seen("an object, without", valuesOf(objects, { onObjectBegin }), []);
seen("a list, with onArrayEnd", valuesOf(lists, { onArrayBegin, onArrayEnd: none }), [2, 3]);
seen("a list, without", valuesOf(lists, { onArrayBegin }), []);
E2
