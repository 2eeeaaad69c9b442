#!/usr/bin/env bash
# json-schema-to-typescript 16.0.0: a tuple in the 2020-12 form
#
# Expected: [string, number] for `prefixItems` with `items: false`, or at worst unknown[].
# Seen:     never[]. `prefixItems` is ignored and `items: false` is read as "no element", so the only array the type
#           admits is the empty one. The same tuple in the draft-07 form is right.
# So:       rewrite prefixItems to items/additionalItems first; OpenAPI 3.1 documents hold the new form.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try json-schema-to-typescript@16.0.0 <<'E2'
import { compile } from "json-schema-to-typescript";
import { seen } from "./seen.mjs";

const places = [{ type: "string" }, { type: "integer" }];
const typeOf = async (schema) =>
  (await compile(schema, "Pair", { bannerComment: "" })).replace(/\/\*\*[^]*?\*\//g, "").trim();

seen("2020-12", await typeOf({ type: "array", prefixItems: places, items: false }), "export type Pair = never[];");
seen(
  "draft-07",
  await typeOf({ type: "array", items: places, additionalItems: false, minItems: 2 }),
  "export type Pair = [string, number];",
);
E2
