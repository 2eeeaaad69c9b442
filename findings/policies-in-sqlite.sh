#!/usr/bin/env bash
# node-sql-parser 5.4.0 and sql.js 1.17.0: a query of osquery, written again
#
# Expected: a query that was parsed and printed means the same. A column that is not there is an error in both.
# Seen:     printing puts every column into double quotes, and SQLite takes such a name for a text where no column has it:
#           a policy with a typing error is refused as written, and passes on every host after the round trip.
# So:       keep the text that a person wrote; use the tree only to read from it.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try node-sql-parser@5.4.0 sql.js@1.17.0 <<'E2'
import sqlParser from "node-sql-parser";
import load from "sql.js";
import { seen } from "./seen.mjs";

const SQL = await load();
const database = new SQL.Database();
database.run("create table firewall (enabled integer); insert into firewall values (0)");
const rows = (query) => {
  try {
    return database.exec(query).flatMap(({ values }) => values);
  } catch (error) {
    return error.message;
  }
};
const parser = new sqlParser.Parser();
const again = (query) => parser.sqlify(parser.astify(query, { database: "sqlite" }), { database: "sqlite" });

const mistyped = "SELECT 1 FROM firewall WHERE enabeld != 0";
seen("printed", again(mistyped), 'SELECT 1 FROM "firewall" WHERE "enabeld" != 0');
seen("as written", rows(mistyped), "no such column: enabeld");
seen("after the round trip", rows(again(mistyped)), [[1]]);
seen("spelled right", rows(again("SELECT 1 FROM firewall WHERE enabled != 0")), []);
E2
