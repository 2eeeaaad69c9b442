#!/usr/bin/env bash
# scim2-parse-filter 0.2.10, scimmy 1.3.5, scim-query-filter-parser 2.0.4: the operator `pr`
#
# Expected: RFC 7644 (3.4.2.2): `pr` matches an attribute that has a non-empty or non-null value.
# Seen:     all three match null and "" as present, so `title pr` lists the users without a title and `not (title pr)`
#           none of them. scim-query-filter-parser cannot read `not (…)`.
# So:       remove null and "" from records before matching; do not rely on `pr` to find what is missing.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try scim2-parse-filter@0.2.10 scimmy@1.3.5 scim-query-filter-parser@2.0.4 <<'E2'
import parseFilter from "scim2-parse-filter";
import SCIMMY from "scimmy";
import queryFilter from "scim-query-filter-parser";
import { seen } from "./seen.mjs";

const users = [{ id: "set", title: "Lead" }, { id: "empty", title: "" }, { id: "null", title: null }, { id: "absent" }];
const ids = (found) => found.map((it) => it.id).join(" ");
const matched = {
  "scim2-parse-filter": (filter) => ids(users.filter(parseFilter.filter(parseFilter.parse(filter)))),
  scimmy: (filter) => ids(new SCIMMY.Types.Filter(filter).match(users)),
  "scim-query-filter-parser": (filter) => ids(users.filter(queryFilter.compileFilter(filter))),
};

for (const [name, match] of Object.entries(matched)) seen(name, match("title pr"), "set empty null");
seen("not, scim2-parse-filter", matched["scim2-parse-filter"]("not (title pr)"), "absent");
E2
