#!/usr/bin/env bash
# json-schema-to-zod 2.8.1: "the serial number or the UDID" as `oneOf` of `required`
#
# Expected: an object with one of the two properties is accepted, one with both or none is refused.
# Seen:     nothing is accepted. A member without `type` becomes z.any(), `required` is forgotten, and since every
#           value passes both members, "exactly one" never holds. With anyOf everything is accepted instead.
# So:       test a generated validator with one value per alternative before use.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try json-schema-to-zod@2.8.1 zod@4.6.7 typescript@5.9.3 ajv@8.20.0 <<'E2'
import { writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import { jsonSchemaToZod } from "json-schema-to-zod";
import ts from "typescript";
import { seen } from "./seen.mjs";

const values = [{ serial: "C02EXAMPLE" }, { udid: "example" }, { serial: "C02EXAMPLE", udid: "example" }, {}];
async function accepted(keyword) {
  const schema = {
    type: "object",
    properties: { serial: { type: "string" }, udid: { type: "string" } },
    [keyword]: [{ required: ["serial"] }, { required: ["udid"] }],
  };
  const { outputText } = ts.transpileModule(jsonSchemaToZod(schema, { module: "esm" }), {
    compilerOptions: { module: "esnext", target: "es2022" },
  });
  writeFileSync(`${keyword}.mjs`, outputText);
  const zod = (await import(`./${keyword}.mjs`)).default;
  const right = new Ajv({ strict: false }).compile(schema);
  return { zod: values.map((it) => zod.safeParse(it).success), schema: values.map((it) => right(it)) };
}

seen("oneOf", await accepted("oneOf"), { zod: [false, false, false, false], schema: [true, true, false, false] });
seen("anyOf", await accepted("anyOf"), { zod: [true, true, true, true], schema: [true, true, true, false] });
E2
