#!/usr/bin/env bash
# valibot 1.5.0, joi 18.3.2, arktype 2.2.10, yup 1.7.1, validator 13.15.35: checks of a time
#
# Expected: a check of `date-time` refuses 30 February, as RFC 3339 (5.7) does, and what Date cannot read.
# Seen:     five pass 30 February, which Date then takes for 1 March. yup also passes the 13th month and an offset of 25 hours, for which
#           Date gives no date. zod and ajv refuse all of them.
# So:       read the value back: a time is right if its text begins with the day that the date has in that offset.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try valibot@1.5.0 joi@18.3.2 arktype@2.2.10 yup@1.7.1 validator@13.15.35 zod@4.6.7 ajv@8.20.0 ajv-formats@3.0.1 <<'E2'
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { type } from "arktype";
import joi from "joi";
import * as v from "valibot";
import validator from "validator";
import * as yup from "yup";
import { z } from "zod";
import { seen } from "./seen.mjs";

const ajv = new Ajv.default();
addFormats.default(ajv);
const checks = {
  valibot: (text) => v.safeParse(v.pipe(v.string(), v.isoTimestamp()), text).success,
  joi: (text) => !joi.date().iso().validate(text).error,
  arktype: (text) => !(type("string.date.iso")(text) instanceof type.errors),
  yup: (text) => yup.string().datetime({ allowOffset: true }).isValidSync(text),
  validator: (text) => validator.isRFC3339(text),
  zod: (text) => z.iso.datetime({ offset: true }).safeParse(text).success,
  ajv: ajv.compile({ type: "string", format: "date-time" }),
};
const passing = (text) => Object.keys(checks).filter((name) => checks[name](text)).join(" ");

seen("a day", passing("2024-02-29T10:00:00Z"), "valibot joi arktype yup validator zod ajv");
seen("30 February", passing("2024-02-30T10:00:00Z"), "valibot joi arktype yup validator");
seen("as Date", new Date("2024-02-30T10:00:00Z").toISOString(), "2024-03-01T10:00:00.000Z");
seen("the 13th month", passing("2024-13-01T10:00:00Z"), "yup");
seen("+25:00", passing("2024-02-29T10:00:00+25:00"), "yup");
seen("as Date", [new Date("2024-13-01T10:00:00Z"), new Date("2024-02-29T10:00:00+25:00")].map(Number), [Number.NaN, Number.NaN]);
E2
