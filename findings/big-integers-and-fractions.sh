#!/usr/bin/env bash
# json-bigint 1.0.0 and lossless-json 4.3.3: a fraction in a document that is read for its big integers
#
# Expected: `useNativeBigInt` gives a BigInt for integers beyond 2^53 and plain numbers for the rest.
# Seen:     any number of more than 15 characters goes to BigInt, fractions too, which is an error: the whole response is
#           refused for a battery level of 0.8500000238418579 (0.85 as a 32-bit float). Without the option such a
#           fraction is an object (BigNumber), 0.85 a number: a comparison by type treats equal levels of two devices as different.
# So:       lossless-json with a parseNumber of one's own, as below; JSON.parse with `context.source` from Node 22 on.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try json-bigint@1.0.0 lossless-json@4.3.3 <<'E2'
import jsonBigint from "json-bigint";
import { isInteger, isSafeNumber, parse } from "lossless-json";
import { seen } from "./seen.mjs";

const level = Math.fround(0.85);
const device = JSON.stringify({ batteryLevel: level });
const parsed = (read) => {
  try {
    return read(device).batteryLevel;
  } catch (error) {
    return error.message;
  }
};
const native = jsonBigint({ useNativeBigInt: true });

seen("the level", level, 0.8500000238418579);
seen("json-bigint, native", parsed(native.parse), "Cannot convert 0.8500000238418579 to a BigInt");
seen("json-bigint", [typeof parsed(jsonBigint.parse), typeof jsonBigint.parse("0.85")], ["object", "number"]);
const number = (text) => (isInteger(text) && !isSafeNumber(text) ? BigInt(text) : Number(text));
seen("lossless-json", parsed((text) => parse(text, null, number)), level);
seen("its big integers", parse("9007199254740993", null, number), 9007199254740993n);
E2
