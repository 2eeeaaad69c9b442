#!/usr/bin/env bash
# later 1.2.0: days of the week in a cron expression
#
# Expected: as in cron: 7 and 0 are Sunday, a day of the month beside a day of the week means either of them, and minute 60 is an error.
# Seen:     7 is Saturday; the 1st beside a Monday is only a 1st that is a Monday; minute 60 runs at 59; and the 31st of February has a next
#           time, in 500 years.
# So:       check an expression by its next dates before it is used.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try later@1.2.0 croner@11.0.1 <<'E2'
import { Cron } from "croner";
import later from "later";
import { seen } from "./seen.mjs";

const start = new Date("2026-12-02T00:00:00Z");
const byLater = (expression) => later.schedule(later.parse.cron(expression)).next(1, start).toISOString().slice(0, 16);
const byCroner = (expression) =>
  new Cron(expression, { paused: true, timezone: "UTC" }).nextRun(start)?.toISOString().slice(0, 16) ?? null;

seen("Sunday as 0", [byLater("0 3 * * 0"), byCroner("0 3 * * 0")], ["2026-12-06T03:00", "2026-12-06T03:00"]);
seen("Sunday as 7", [byLater("0 3 * * 7"), byCroner("0 3 * * 7")], ["2026-12-05T03:00", "2026-12-06T03:00"]);
seen("1st, Mondays", [byLater("0 3 1 * 1"), byCroner("0 3 1 * 1")], ["2027-02-01T03:00", "2026-12-07T03:00"]);
seen("minute 60", byLater("60 3 * * *"), "2026-12-02T03:59");
seen("31 February", [byLater("0 3 31 2 *").slice(0, 4), byCroner("0 3 31 2 *")], ["2526", null]);
E2
