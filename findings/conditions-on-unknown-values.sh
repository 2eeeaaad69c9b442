#!/usr/bin/env bash
# json-logic-js 2.0.5, jsonata 2.2.2, cel-js 0.8.2 and three others: a condition on a value that is not known
#
# Expected: a device whose free space is unknown is not among those with less than 10 GB, whether the property is null or
#           absent; or the evaluation says that it cannot tell.
# Seen:     json-logic-js compares null as 0 and includes it. jsonata leaves out an absent value and fails on null, and
#           $not() of an absent value is no value. For cel-js !null is true, for @marcbachmann/cel-js an error; with
#           json-rules-engine null is left out, and absent ends the run for every rule.
# So:       ask for the presence in the condition, or evaluate with three values; never translate a rule from one
#           language into another by its operators alone.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try json-logic-js@2.0.5 jsonata@2.2.2 json-rules-engine@7.3.1 sift@17.1.3 cel-js@0.8.2 @marcbachmann/cel-js@7.6.1 <<'E2'
import { evaluate as strictCel } from "@marcbachmann/cel-js";
import { evaluate as cel } from "cel-js";
import jsonLogic from "json-logic-js";
import { Engine } from "json-rules-engine";
import jsonata from "jsonata";
import sift from "sift";
import { seen } from "./seen.mjs";

const devices = [{ free: 5, encrypted: true }, { free: 50, encrypted: false }, { free: null, encrypted: null }, {}];
const each = (condition) =>
  Promise.all(devices.map(async (device) => {
    try {
      return await condition(device);
    } catch {
      return "error";
    }
  }));
async function rule(device) {
  const conditions = { all: [{ fact: "free", operator: "lessThan", value: 10 }] };
  const { events } = await new Engine([{ conditions, event: { type: "low" } }]).run(device);
  return events.length > 0;
}

const low = (data) => jsonLogic.apply({ "<": [{ var: "free" }, 10] }, data);
seen("json-logic-js", await each(low), [true, false, true, true]);
seen("jsonata", await each((data) => jsonata("free < 10").evaluate(data)), [true, false, "error", undefined]);
seen("json-rules-engine", await each(rule), [true, false, false, "error"]);
seen("sift", await each(sift.default({ free: { $lt: 10 } })), [true, false, false, false]);
seen("jsonata, not", await each((data) => jsonata("$not(encrypted)").evaluate(data)), [false, true, true, undefined]);
seen("cel-js, not", await each((data) => cel("!encrypted", data)), [false, true, true, "error"]);
seen("@marcbachmann/cel-js, not", await each((data) => strictCel("!encrypted", data)), [false, true, "error", "error"]);
E2
