#!/usr/bin/env bash
# date-fns 4.4.0: parseISO and seven digits of a second
#
# Expected: a time with more digits than milliseconds is cut or rounded within its second, as Date, luxon and parseJSON of the
#           same library do. .NET writes seven digits: 23:59:59.9999999 is the end of a day, and the year 9999 its "never".
# Seen:     parseISO rounds up: the end of a day is the next day, the end of a year the next year, and "never" is in the
#           year 10000, whose ISO text has a sign and six digits that a `format: date-time` refuses.
# So:       cut the fraction to three digits before, or use parseJSON or new Date.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try date-fns@4.4.0 luxon@3.7.2 <<'E2'
import { parseISO, parseJSON } from "date-fns";
import { DateTime } from "luxon";
import { seen } from "./seen.mjs";

const iso = (date) => date.toISOString();
const endOfYear = "2024-12-31T23:59:59.9999999Z";
seen("the end of 2024", iso(parseISO(endOfYear)), "2025-01-01T00:00:00.000Z");
seen("never", iso(parseISO("9999-12-31T23:59:59.9999999Z")), "+010000-01-01T00:00:00.000Z");
seen("the same by others", [
  iso(parseJSON(endOfYear)),
  iso(new Date(endOfYear)),
  iso(DateTime.fromISO(endOfYear).toJSDate()),
], Array(3).fill("2024-12-31T23:59:59.999Z"));
E2
