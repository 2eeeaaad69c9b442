#!/usr/bin/env bash
# fast-json-patch 3.1.1 and rfc6902 5.4.0: the difference of two records that hold a Date
#
# Expected: a changed Date is one `replace` with the new date as text, or an error since a Date is no JSON value.
# Seen:     fast-json-patch writes 24 operations, each adding one character of the ISO text as an element of the date;
#           rfc6902 finds no difference, so a device that checked in counts as unchanged. Both are right for texts.
# So:       pass records through JSON (or keep dates as text) before comparing them.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try fast-json-patch@3.1.1 rfc6902@5.4.0 <<'E2'
import fastJsonPatch from "fast-json-patch";
import { createPatch } from "rfc6902";
import { seen } from "./seen.mjs";

const before = { lastSeen: new Date("2026-01-01T00:00:00Z") };
const after = { lastSeen: new Date("2026-01-02T00:00:00Z") };
const operations = fastJsonPatch.compare(before, after);
const asText = (record) => JSON.parse(JSON.stringify(record));
const replace = [{ op: "replace", path: "/lastSeen", value: "2026-01-02T00:00:00.000Z" }];

seen("fast-json-patch", [operations.length, operations[0]], [24, { op: "add", path: "/lastSeen/0", value: "2" }]);
seen("rfc6902", createPatch(before, after), []);
seen("fast-json-patch, texts", fastJsonPatch.compare(asText(before), asText(after)), replace);
seen("rfc6902, texts", createPatch(asText(before), asText(after)), replace);
E2
