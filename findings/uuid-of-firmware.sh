#!/usr/bin/env bash
# uuid 14.0.3, zod 4.6.7, validator 13.15.35, ajv-formats 3.0.1: the hardware UUID of a computer
#
# Expected: `format: uuid` in a document and z.uuid(), uuid.validate() or isUUID() in code agree. SMBIOS defines the
#           field as 16 bytes; firmware and hypervisors fill it with other version digits, or with all bits set.
# Seen:     ajv-formats takes what has the shape. The three others also demand a version from 1 to 8 and the RFC's
#           variant, and refuse UUIDs real computers report. "All bits set" is accepted by uuid and validator, and by
#           zod in lower case only, though zod takes capitals in every other UUID.
# So:       z.guid(), isUUID(value, "loose") or a pattern for hardware identifiers; never a UUID check.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try uuid@14.0.3 zod@4.6.7 validator@13.15.35 ajv@8.20.0 ajv-formats@3.0.1 <<'E2'
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { validate } from "uuid";
import validator from "validator";
import { z } from "zod";
import { seen } from "./seen.mjs";

const ajv = formats.default(new Ajv());
const isFormat = ajv.compile({ type: "string", format: "uuid" });
const verdicts = (value) => ({
  ajv: isFormat(value),
  uuid: validate(value),
  validator: validator.isUUID(value),
  zod: z.uuid().safeParse(value).success,
  guid: z.guid().safeParse(value).success,
});

const none = { ajv: true, uuid: false, validator: false, zod: false, guid: true };
seen("version digit F", verdicts("564D0000-0000-F000-9C00-000000000001"), none);
seen("version digit 0", verdicts("03000200-0400-0500-0006-000700080009"), none);
const ones = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const every = { ajv: true, uuid: true, validator: true, zod: true, guid: true };
seen("all bits set", verdicts(ones), every);
seen("the same in capitals", verdicts(ones.toUpperCase()), { ...every, zod: false });
seen("capitals, version 4", verdicts("564D0000-0000-4000-9C00-000000000001"), every);
E2
