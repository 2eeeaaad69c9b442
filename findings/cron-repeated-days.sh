#!/usr/bin/env bash
# cron-parser 5.10.6: expressions that pg-boss and other queues pass on to it
#
# Expected: as in cron: a list may name a value twice, and an empty expression is an error.
# Seen:     "1-5,5" and "0,7" (Sunday twice) are refused as duplicates, also without `strict`; "" is every minute. croner takes the first
#           two and refuses the last.
# So:       refuse an empty text before, and make a set of the values.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try cron-parser@5.10.6 croner@11.0.1 <<'E2'
import { CronExpressionParser } from "cron-parser";
import { Cron } from "croner";
import { seen } from "./seen.mjs";

const currentDate = new Date("2026-12-02T00:00:00Z");
const outcome = (next) => {
  try {
    return next().toISOString().slice(0, 16);
  } catch (error) {
    return error.message.replace(/ \(.*/, "");
  }
};
const both = (expression) => [
  outcome(() => CronExpressionParser.parse(expression, { currentDate, tz: "UTC", strict: false }).next()),
  outcome(() => new Cron(expression, { paused: true, timezone: "UTC" }).nextRun(currentDate)),
];
const refused = (value) => `CronDayOfWeek Validation error, duplicate values found: ${value}`;
seen("1-5,5", both("0 3 * * 1-5,5"), [refused(5), "2026-12-02T03:00"]);
seen("0,7", both("0 3 * * 0,7"), [refused(0), "2026-12-06T03:00"]);
seen("nothing", both(""), ["2026-12-02T00:01", "CronPattern: invalid configuration format"]);
E2
