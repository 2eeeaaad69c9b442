#!/usr/bin/env bash
# openapi-zod-client 1.18.3: properties beside typed additionalProperties
#
# Expected: an object with `name` (text) and any number of further counters (integers) is z.object({ name }) with a
#           catchall for the counters.
# Seen:     the properties are dropped and the schema is z.record(integer): the generated client refuses each valid
#           response that has a name.
# So:       look for z.record in the generated file and compare with the document.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-zod-client@1.18.3 zod@3.25.76 ajv@8.20.0 <<'E2'
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import { z } from "zod";
import { seen } from "./seen.mjs";

const summary = {
  type: "object",
  properties: { name: { type: "string" } },
  additionalProperties: { type: "integer" },
};
const json = (schema) => ({ "application/json": { schema } });
writeFileSync(
  "openapi.json",
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Devices", version: "1" },
    paths: {
      "/summary": {
        get: {
          operationId: "getSummary",
          responses: { 200: { description: "OK", content: json({ $ref: "#/components/schemas/Summary" }) } },
        },
      },
    },
    components: { schemas: { Summary: summary } },
  }),
);
execFileSync("node_modules/.bin/openapi-zod-client", ["openapi.json", "-o", "client.ts", "--export-schemas"]);
const client = readFileSync("client.ts", "utf8");

seen("schema", /const Summary = .*/.exec(client)?.[0], "const Summary = z.record(z.number().int());");

const answer = { name: "Main site", iPad: 12, Mac: 7 };
const accepts = {
  zod: z.record(z.number().int()).safeParse(answer).success,
  schema: new Ajv().validate(summary, answer),
};
seen("a valid response", accepts, { zod: false, schema: true });
E2
