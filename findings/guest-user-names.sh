#!/usr/bin/env bash
# zod 4.6.7, valibot 1.5.0, validator 13.15.35, ajv-formats 3.0.1: the user name of a guest in Microsoft Entra ID
#
# Expected: a user principal name has the form of a mail address, so checks of addresses hold for owners of devices.
# Seen:     the name of a guest holds "#EXT#". RFC 5322 allows "#" there; ajv-formats and validator accept it, zod and
#           valibot refuse it, and with it the page of devices that it is in. valibot also refuses O'Hara.
# So:       a text for what a directory calls a user; z.email({ pattern: z.regexes.rfc5322Email }) where an address is
#           meant.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try zod@4.6.7 valibot@1.5.0 validator@13.15.35 ajv@8.20.0 ajv-formats@3.0.1 <<'E2'
import { Ajv } from "ajv";
import formats from "ajv-formats";
import * as v from "valibot";
import validator from "validator";
import { z } from "zod";
import { seen } from "./seen.mjs";

const isFormat = formats.default(new Ajv()).compile({ type: "string", format: "email" });
const verdicts = (text) => ({
  ajv: isFormat(text),
  validator: validator.isEmail(text),
  zod: z.email().safeParse(text).success,
  rfc5322: z.email({ pattern: z.regexes.rfc5322Email }).safeParse(text).success,
  valibot: v.is(v.pipe(v.string(), v.email()), text),
});

const every = { ajv: true, validator: true, zod: true, rfc5322: true, valibot: true };
seen("member", verdicts("jane@example.onmicrosoft.com"), every);
seen("apostrophe", verdicts("o'hara@example.com"), { ...every, valibot: false });
seen("guest", verdicts("jane_example.com#EXT#@example.onmicrosoft.com"), { ...every, zod: false, valibot: false });
E2
