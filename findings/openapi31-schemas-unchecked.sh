#!/usr/bin/env bash
# @apidevtools/swagger-parser 13.1.0, @readme/openapi-parser 9.0.0, @scalar/openapi-parser 0.29.22,
# @seriousme/openapi-schema-validator 2.11.0: what "valid" says about the schemas in an OpenAPI 3.1 document
#
# Expected: `type: strng` and a boolean `exclusiveMinimum` (the 3.0 form) are errors. In 3.1 a Schema Object is JSON
#           Schema 2020-12 unless the document names another dialect, and 2020-12 allows neither.
# Seen:     all four call the 3.1 document valid. The same misspelled type in a 3.0 document is refused by all four: the
#           published schema of 3.1 leaves Schema Objects open, and the validators check with it alone.
# So:       compile each schema with a JSON Schema validator as well; moving a document from 3.0 to 3.1 loses a check.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @apidevtools/swagger-parser@13.1.0 @readme/openapi-parser@9.0.0 @scalar/openapi-parser@0.29.22 \
  @seriousme/openapi-schema-validator@2.11.0 ajv@8.20.0 <<'E2'
import SwaggerParser from "@apidevtools/swagger-parser";
import { validate as readme } from "@readme/openapi-parser";
import { validate as scalar } from "@scalar/openapi-parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { seen } from "./seen.mjs";

const document = (openapi, schema) => ({
  openapi,
  info: { title: "Devices", version: "1" },
  paths: {
    "/devices": { get: { responses: { 200: { description: "OK", content: { "application/json": { schema } } } } } },
  },
});
const validators = {
  swaggerParser: (it) => SwaggerParser.validate(it).then(() => true, () => false),
  readme: async (it) => (await readme(it)).valid,
  scalar: async (it) => (await scalar(it)).valid,
  seriousme: async (it) => (await new Validator().validate(it)).valid,
};
async function verdicts(openapi, schema) {
  const found = {};
  for (const [name, valid] of Object.entries(validators)) found[name] = await valid(document(openapi, schema));
  return found;
}

const misspelled = { type: "strng" };
const oldForm = { type: "integer", minimum: 1, exclusiveMinimum: true };
const all = (valid) => ({ swaggerParser: valid, readme: valid, scalar: valid, seriousme: valid });

seen("3.0, type: strng", await verdicts("3.0.3", misspelled), all(false));
seen("3.1, type: strng", await verdicts("3.1.0", misspelled), all(true));
seen("3.1, exclusiveMinimum: true", await verdicts("3.1.0", oldForm), all(true));

const ajv = new Ajv2020({ logger: false });
seen("JSON Schema 2020-12", [misspelled, oldForm].map((it) => ajv.validateSchema(it)), [false, false]);
E2
