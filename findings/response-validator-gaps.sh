#!/usr/bin/env bash
# openapi-response-validator 12.1.3: keywords of 3.1, and formats
#
# Expected: `const` of JSON Schema is checked, so prefixItems and unevaluatedProperties of the same dialect are too, or
#           they are refused as unknown. The formats OpenAPI itself names are checked; customFormats adds others.
# Seen:     the two keywords and all formats below pass everything, without a warning; the 2020-12 validator of the
#           Ajv it depends on refuses each of these values. A test of an adapter or a sandbox against it proves less
#           than it says.
# So:       compile the response schemas with ajv/dist/2020 and ajv-formats.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-response-validator@12.1.3 ajv@8.20.0 ajv-formats@3.0.1 <<'E2'
import formats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import validators from "openapi-response-validator";
import { seen } from "./seen.mjs";

const OpenAPIResponseValidator = validators.default;
const ajv = formats.default(new Ajv2020({ strict: false }));
const content = (schema) => ({ 200: { description: "OK", content: { "application/json": { schema } } } });
const accepts = (schema, value) => ({
  openapi: new OpenAPIResponseValidator({ responses: content(schema) }).validateResponse(200, value) === undefined,
  ajv: ajv.validate(schema, value),
});

seen("const", accepts({ const: "Mac" }, "iPad"), { openapi: false, ajv: false });
const passes = { openapi: true, ajv: false };
seen("prefixItems", accepts({ type: "array", prefixItems: [{ type: "string" }] }, [1]), passes);
seen("unevaluatedProperties", accepts({ type: "object", unevaluatedProperties: false }, { name: "x" }), passes);
seen("date-time", accepts({ type: "string", format: "date-time" }, "yesterday"), passes);
seen("uuid", accepts({ type: "string", format: "uuid" }, "C02EXAMPLE"), passes);
seen("int32", accepts({ type: "integer", format: "int32" }, 3_000_000_000), passes);
E2
