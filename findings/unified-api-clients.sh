#!/usr/bin/env bash
# @mergeapi/merge-node-client 4.0.4 and @unified-api/typescript-sdk 2.85.49: a response with an unexpected value
#
# Expected: what a source system delivers is not always what the document says; a client gives the value as it came,
#           or leaves it out, and the other records stay.
# Seen:     Merge's client turns date_of_birth into dateOfBirth only if it is a date. Otherwise the value is given under
#           its name on the wire, `dateOfBirth` is absent, and no error or log says so. Unified.to's client refuses a
#           whole page for one null in one record, while an enum value it does not know passes.
# So:       Merge: also look for keys with underscores. Unified.to: take rawValue from the error, or read the
#           list without the SDK.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @mergeapi/merge-node-client@4.0.4 @unified-api/typescript-sdk@2.85.49 <<'E2'
import { createRequire } from "node:module";
import { seen } from "./seen.mjs";

const require = createRequire(import.meta.url);
let answer;
globalThis.fetch = async () => Response.json(answer);
const serverURL = "https://api.example.com";

const { MergeClient } = require("@mergeapi/merge-node-client");
const merge = new MergeClient({ apiKey: "example", accountToken: "example", environment: serverURL });
async function fromMerge(record) {
  answer = { next: null, previous: null, results: [record] };
  return (await merge.hris.employees.list()).data[0];
}
const day = "1990-01-01T00:00:00Z";
seen("Merge, a date", await fromMerge({ id: "1", date_of_birth: day }), { id: "1", dateOfBirth: new Date(day) });
const kept = { id: "1", date_of_birth: "unknown" };
seen("Merge, no date", await fromMerge(kept), kept);

const { UnifiedTo } = require("@unified-api/typescript-sdk");
const unified = new UnifiedTo({ security: { jwt: "example" }, serverURL });
async function fromUnified(...records) {
  answer = records;
  return unified.hris.listHrisEmployees({ connectionId: "example" }).then((list) => list.length, (error) => error.name);
}
seen("Unified.to, complete", await fromUnified({ id: "1" }, { id: "2", name: "Example" }), 2);
seen("Unified.to, one null", await fromUnified({ id: "1" }, { id: "2", name: null }), "ResponseValidationError");
seen("Unified.to, unknown status", await fromUnified({ id: "1", employment_status: "NEW" }), 1);
E2
