#!/usr/bin/env bash
# express 5.3.0 (qs 6.17.1, body-parser 2.4.0): a list of ids in a query and in a form
#
# Expected: the same text is the same value in both, since one library parses both; a repeated name is a list.
# Seen:     from the 21st on a list in a query is an object with the keys 0 to 20, in any notation, and a `for … of` over it throws; in a
#           form it stays a list. A test with a few ids sees no difference.
# So:       set the query parser to one with a limit of your own, or read lists with URLSearchParams.getAll.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try express@5.3.0 qs@6.17.1 <<'E2'
import express from "express";
import { seen } from "./seen.mjs";

const app = express().set("query parser", "extended");
app.get("/", (request, response) => response.json(Array.isArray(request.query.ids)));
app.post("/", express.urlencoded({ extended: true }), (request, response) => response.json(Array.isArray(request.body.ids)));
const server = app.listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

const texts = (count) => ["ids[]=", "ids="].map((name) => Array.from({ length: count }, (_, id) => name + id).join("&"));
const inQuery = (text) => fetch(`${url}?${text}`).then((response) => response.json());
const headers = { "content-type": "application/x-www-form-urlencoded" };
const inForm = (body) => fetch(url, { method: "POST", headers, body }).then((response) => response.json());
const areLists = (count, ask) => Promise.all(texts(count).map(ask));

seen("20 in a query", await areLists(20, inQuery), [true, true]);
seen("21 in a query", await areLists(21, inQuery), [false, false]);
seen("21 in a form", await areLists(21, inForm), [true, true]);
server.close();
server.closeAllConnections();
E2
