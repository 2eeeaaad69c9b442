#!/usr/bin/env bash
# json-2-csv 5.6.0: devices to CSV and back
#
# Expected: an absent value is an empty cell, a Date an ISO date, and a file whose lines end with CRLF (RFC 4180) is read.
# Seen:     null and absent become the texts "null" and "undefined", a Date the text of toString() in the local time
#           zone. The last cell of a file that ends with a line break keeps it, and with CRLF so does the last column's
#           name: "owner\r".
# So:       emptyFieldValue: "" and dates as text for writing; for reading csv-parse, or remove the last line break and
#           give the delimiter.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

TZ=UTC try json-2-csv@5.6.0 <<'E2'
import { csv2json, json2csv } from "json-2-csv";
import { seen } from "./seen.mjs";

const devices = [{ serial: "A1", owner: null, enrolled: new Date(0) }, { serial: "A2" }];
const date = "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)";
seen("written", json2csv(devices).split("\n"), ["serial,owner,enrolled", `A1,null,${date}`, "A2,undefined,undefined"]);
seen("empty", json2csv([{ a: 1, b: null }, { a: 2 }], { emptyFieldValue: "" }), "a,b\n1,\n2,");

const last = (text) => csv2json(text).at(-1);
seen("LF at the end", last("serial,owner\nA1,jane\n"), { serial: "A1", owner: "jane\n" });
seen("CRLF", last("serial,owner\r\nA1,jane\r\n"), { serial: "A1", "owner\r": "jane\r\n" });
seen("no line break at the end", last("serial,owner\nA1,jane"), { serial: "A1", owner: "jane" });
E2
