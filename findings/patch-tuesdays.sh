#!/usr/bin/env bash
# cron-schedule 6.0.0: the second Tuesday of a month
#
# Expected: `#` in the field for the day of the week is refused, or counts the weeks, as in croner and cron-parser: "2#2" is the second
#           Tuesday, on which updates of Windows come.
# Seen:     what follows `#` is cut off without an error: the job runs on every Tuesday.
# So:       check an expression by its next dates before it is used.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try cron-schedule@6.0.0 croner@11.0.1 cron-parser@5.10.6 <<'E2'
import { CronExpressionParser } from "cron-parser";
import { parseCronExpression } from "cron-schedule";
import { Cron } from "croner";
import { seen } from "./seen.mjs";

const start = new Date(2026, 10, 30);
const day = (date) => `${date.getMonth() + 1}/${date.getDate()}`;
const expression = "0 3 * * 2#2";
const jobs = parseCronExpression(expression).getNextDates(3, start);
seen("cron-schedule", jobs.map(day), ["12/1", "12/8", "12/15"]);
seen("croner", new Cron(expression, { paused: true }).nextRuns(3, start).map(day), ["12/8", "1/12", "2/9"]);
const parsed = CronExpressionParser.parse(expression, { currentDate: start });
seen("cron-parser", parsed.take(3).map((date) => day(date.toDate())), ["12/8", "1/12", "2/9"]);
E2
