#!/usr/bin/env bash
# dayjs 1.11.23: .NET's "never", 0001-01-01T00:00:00
#
# Expected: with and without "Z" the year is 1, so that a check for years before 1970 finds the placeholder.
# Seen:     without an offset (as .NET writes a DateTime of no kind) the year is 1901, in local time and with the utc
#           plugin: the parts go to a constructor that adds 1900 to years below 100. Luxon and date-fns give year 1.
#           A last check-in of 1901 passes for a date in comparisons with other placeholders and in reports.
# So:       compare the text with the placeholder before parsing.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try dayjs@1.11.23 luxon@3.7.2 date-fns@4.4.0 <<'E2'
import { parseISO } from "date-fns";
import dayjs from "dayjs";
import utc from "dayjs/plugin/utc.js";
import { DateTime } from "luxon";
import { seen } from "./seen.mjs";

dayjs.extend(utc);
const never = "0001-01-01T00:00:00";

seen("with Z", dayjs.utc(`${never}Z`).year(), 1);
seen("without", [dayjs(never).year(), dayjs.utc(never).year()], [1901, 1901]);
seen("luxon, date-fns", [DateTime.fromISO(never).year, parseISO(never).getFullYear()], [1, 1]);
E2
