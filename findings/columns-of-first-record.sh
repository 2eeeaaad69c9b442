#!/usr/bin/env bash
# csv-stringify 6.9.0, fast-csv 5.0.8, papaparse 5.7.1, objects-to-csv 1.3.6: records in which a property may be absent
#
# Expected: the columns are those of all records, as d3-dsv and @json2csv/plainjs have them.
# Seen:     the four take the columns of the first record and drop the rest without a word. Where a device without an
#           owner comes first, no device of the export has one.
# So:       name the columns, or give the first record every key.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try csv-stringify@6.9.0 fast-csv@5.0.8 papaparse@5.7.1 objects-to-csv@1.3.6 d3-dsv@3.0.2 @json2csv/plainjs@7.0.6 <<'E2'
import { Parser } from "@json2csv/plainjs";
import { stringify } from "csv-stringify/sync";
import { csvFormat } from "d3-dsv";
import * as fastCsv from "fast-csv";
import ObjectsToCsv from "objects-to-csv";
import Papa from "papaparse";
import { seen } from "./seen.mjs";

const devices = [{ serial: "A1" }, { serial: "A2", owner: "jane" }];
const lines = (text) => text.trim().split(/\r?\n/);

const short = ["serial", "A1", "A2"];
seen("csv-stringify", lines(stringify(devices, { header: true })), short);
seen("fast-csv", lines(await fastCsv.writeToString(devices, { headers: true })), short);
seen("papaparse", lines(Papa.unparse(devices)), short);
seen("objects-to-csv", lines(await new ObjectsToCsv(devices).toString()), short);
seen("d3-dsv", lines(csvFormat(devices)), ["serial,owner", "A1,", "A2,jane"]);
seen("plainjs", lines(new Parser().parse(devices)), ['"serial","owner"', '"A1",', '"A2","jane"']);
seen("with named columns", lines(Papa.unparse(devices, { columns: ["serial", "owner"] })), ["serial,owner", "A1,", "A2,jane"]);
E2
