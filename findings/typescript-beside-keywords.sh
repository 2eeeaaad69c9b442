#!/usr/bin/env bash
# openapi-typescript 7.13.0: keywords beside anyOf and $ref, and a discriminator
#
# Expected: the properties beside anyOf; what stands beside a $ref (OpenAPI 3.1) joined to it; a named schema that does not
#           depend on who chooses it.
# Seen:     unknown for properties beside `anyOf: [{ required }]`, since alternatives are added instead of joined; the keywords
#           beside $ref are dropped; the discriminator of one operation replaces the enum of the schema that all share, so that
#           valid requests of other operations do not compile.
# So:       print types of schemas yourself, or wrap `$ref` with siblings into allOf and keep discriminators out of the input.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-typescript@7.13.0 typescript@5.9.3 <<'E2'
import openapiTS, { astToString } from "openapi-typescript";
import { seen } from "./seen.mjs";

const action = { type: "object", required: ["type"], properties: { type: { type: "string", enum: ["lock", "wipe"] } } };
const choice = {
  oneOf: [{ $ref: "#/components/schemas/Action" }],
  discriminator: { propertyName: "type", mapping: { lock: "#/components/schemas/Action" } },
};
const schemas = {
  Action: action,
  Either: { type: "object", properties: { a: { type: "string" } }, anyOf: [{ required: ["a"] }, {}] },
  Beside: { $ref: "#/components/schemas/Action", properties: { pin: { type: "string" } }, required: ["pin"] },
};
const typesOf = async (more) => {
  const openapi = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {}, components: { schemas: { ...schemas, ...more } } };
  const text = astToString(await openapiTS(openapi, { silent: true })).replace(/\/\*\*[^]*?\*\//g, "").replace(/\s+/g, " ");
  return (name) => new RegExp(` ${name}: (.*?);(?= [A-Z]\\w*: | \\}; responses)`).exec(text)?.[1];
};

const alone = await typesOf({});
seen("beside anyOf", alone("Either"), "{ a?: string; } | unknown | unknown");
seen("beside $ref", alone("Beside"), 'components["schemas"]["Action"]');
seen("without a discriminator", alone("Action"), '{ type: "lock" | "wipe"; }');
const chosen = await typesOf({ Choice: choice });
seen("with one elsewhere", chosen("Action"), '{ type: "lock"; }');
E2
