#!/usr/bin/env bash
# jsondiffpatch 0.7.7 and deep-object-diff 1.1.9: what changed in a device since yesterday
#
# Expected: a difference of values is a difference.
# Seen:     jsondiffpatch finds none between two BigInts, which is how 64-bit columns of a database or of Parquet are
#           read; deep-object-diff none between a list and an object with the same keys, such as [] and {}. microdiff
#           finds both.
# So:       turn records into plain JSON values first, and test a comparison with every type that it will meet.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try jsondiffpatch@0.7.7 deep-object-diff@1.1.9 microdiff@1.6.0 <<'E2'
import { diff as objectDiff } from "deep-object-diff";
import { diff as patch } from "jsondiffpatch";
import microdiff from "microdiff";
import { seen } from "./seen.mjs";

const found = (before, after) => ({
  jsondiffpatch: patch(before, after) !== undefined,
  deepObjectDiff: Object.keys(objectDiff(before, after)).length > 0,
  microdiff: microdiff(before, after).length > 0,
});

const every = { jsondiffpatch: true, deepObjectDiff: true, microdiff: true };
seen("numbers", found({ free: 1 }, { free: 2 }), every);
seen("BigInts", found({ free: 1n }, { free: 2n }), { ...every, jsondiffpatch: false });
seen("[] and {}", found({ attributes: [] }, { attributes: {} }), { ...every, deepObjectDiff: false });
seen('["a"] and {0: "a"}', found({ tags: ["a"] }, { tags: { 0: "a" } }), { ...every, deepObjectDiff: false });
E2
