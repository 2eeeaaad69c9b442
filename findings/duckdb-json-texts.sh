#!/usr/bin/env bash
# @duckdb/node-api 1.5.6-r.1: read_json over an export of devices
#
# Expected: a JSON text is a text; types are guessed for CSV, which has none.
# Seen:     texts that look like one become UUID, DATE, TIME and TIMESTAMP. A hardware UUID in capitals comes back in lower
#           case, so it no longer equals the same text in another file; an offset is lost in the conversion to UTC. Where
#           a value behind the sample is no date, such as "never", the whole query fails.
# So:       read_json(..., columns = {udid: 'VARCHAR', ...}) with the types of the document.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @duckdb/node-api@1.5.6-r.1 <<'E2'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { seen } from "./seen.mjs";

const database = await (await DuckDBInstance.create(":memory:")).connect();
const rows = async (query) => (await database.runAndReadAll(query)).getRowObjectsJson();
const save = (name, records) => writeFileSync(name, records.map((record) => JSON.stringify(record)).join("\n"));

const udid = "564D0000-0000-4000-9C00-000000000001";
save("devices.json", [{ udid, serial: "0012", enrolled: "2026-01-31", seen: "2026-11-30T10:00:00+02:00" }]);
const lowered = { udid: udid.toLowerCase(), serial: "0012", enrolled: "2026-01-31", seen: "2026-11-30 08:00:00" };
seen("guessed", await rows("from read_json('devices.json')"), [lowered]);
const types = (await rows("describe from read_json('devices.json')")).map(({ column_type: type }) => type);
seen("types", types, ["UUID", "VARCHAR", "DATE", "TIMESTAMP"]);
const columns = "{udid: 'VARCHAR', seen: 'VARCHAR'}";
const named = await rows(`from read_json('devices.json', columns = ${columns})`);
seen("named", named, [{ udid, seen: "2026-11-30T10:00:00+02:00" }]);

save("many.json", Array.from({ length: 25_001 }, (_, row) => ({ seen: row < 25_000 ? "2026-11-30" : "never" })));
const failed = await rows("select count(*) from read_json('many.json') where seen is not null").catch((error) => error);
seen("a text behind the sample", failed.message.split(":")[0], "Invalid Input Error");
E2
