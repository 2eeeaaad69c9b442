#!/usr/bin/env bash
# openapi-sampler 1.7.10 and ajv 8.20.0: samples against the schema they were made from
#
# Expected: a sample for a page of documentation or a mock is valid by its own schema.
# Seen:     pattern, multipleOf, uniqueItems and minProperties are not looked at, and a known format wins over maxLength.
#           Serial numbers are the text "string". Bounds, lengths of texts and of lists, and const are kept.
# So:       validate samples before they are served or published; give `example` where there is a pattern.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-sampler@1.7.10 ajv@8.20.0 <<'E2'
import { Ajv } from "ajv";
import { sample } from "openapi-sampler";
import { seen } from "./seen.mjs";

const ajv = new Ajv({ strict: false, formats: { email: true } });
const made = (schema) => ({ sample: sample(schema), valid: ajv.validate(schema, sample(schema)) });

seen("pattern", made({ type: "string", pattern: "^[A-Z0-9]{10,12}$" }), { sample: "string", valid: false });
seen("multipleOf", made({ type: "integer", multipleOf: 5, minimum: 3 }), { sample: 3, valid: false });
const tags = { type: "array", items: { enum: ["a", "b"] }, minItems: 2, uniqueItems: true };
seen("uniqueItems", made(tags), { sample: ["a", "a"], valid: false });
seen("minProperties", made({ type: "object", minProperties: 1 }), { sample: {}, valid: false });
const short = { type: "string", format: "email", maxLength: 12 };
seen("maxLength", made(short), { sample: "user@example.com", valid: false });
seen("exclusiveMinimum", made({ type: "integer", exclusiveMinimum: 3 }), { sample: 4, valid: true });
E2
