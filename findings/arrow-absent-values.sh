#!/usr/bin/env bash
# apache-arrow 21.2.0: a table of records in which a property may be absent
#
# Expected: absent is null, as for any reader of JSON; every column it infers is nullable.
# Seen:     null is kept, but an absent boolean becomes false, a text "" and a number NaN, in the table and in the file
#           written from it: a device whose encryption is unknown is not encrypted. An absent Date is an error.
# So:       fill absent properties with null before tableFromJSON, or build vectors with types and nullValues.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try apache-arrow@21.2.0 <<'E2'
import { tableFromIPC, tableFromJSON, tableToIPC } from "apache-arrow";
import { seen } from "./seen.mjs";

const rows = (records) => {
  const table = tableFromIPC(tableToIPC(tableFromJSON(records)));
  return { rows: table.toArray().map((row) => row.toJSON()), nulls: table.getChildAt(0).nullCount };
};
const full = { encrypted: true, owner: "jane", free: 1.5 };

const absent = { rows: [{ encrypted: false, owner: "", free: NaN }, full], nulls: 0 };
seen("absent", rows([{}, full]), absent);
seen("undefined", rows([{ encrypted: undefined }, full]), absent);
const none = { encrypted: null, owner: null, free: null };
seen("null", rows([none, full]), { rows: [none, full], nulls: 1 });
const failed = (() => {
  try {
    return rows([{}, { enrolled: new Date(0) }]);
  } catch (error) {
    return error.message;
  }
})();
seen("a Date", failed, "Cannot convert undefined to a BigInt");
E2
