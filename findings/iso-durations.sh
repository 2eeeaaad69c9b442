#!/usr/bin/env bash
# parse-duration 2.1.9 and iso8601-duration 2.1.4: durations of ISO 8601, as Microsoft Graph sends them
#
# Expected: both read ISO 8601, so "P1DT12H" is 36 hours for both and "-P1D" is a day ago.
# Seen:     parse-duration drops the days as soon as there is a time: "P30DT0H" is 0 and "P7DT12H" half a day.
#           iso8601-duration drops the sign: "-P1D" is 86,400 seconds. tinyduration keeps both.
# So:       tinyduration or a library of dates; "every 30 days" must not become "at once".
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try parse-duration@2.1.9 iso8601-duration@2.1.4 tinyduration@3.4.1 <<'E2'
import { parse, toSeconds } from "iso8601-duration";
import parseDuration from "parse-duration";
import * as tiny from "tinyduration";
import { seen } from "./seen.mjs";

const hours = (text) => ({ parseDuration: parseDuration(text, "h"), iso8601: toSeconds(parse(text)) / 3600 });

seen("days", hours("P30D"), { parseDuration: 720, iso8601: 720 });
seen("days and an empty time", hours("P30DT0H"), { parseDuration: 0, iso8601: 720 });
seen("days and hours", hours("P7DT12H"), { parseDuration: 12, iso8601: 180 });
seen("hours and minutes", hours("PT1H30M"), { parseDuration: 1.5, iso8601: 1.5 });
seen("negative", hours("-P1D"), { parseDuration: -24, iso8601: 24 });
seen("tinyduration", [tiny.parse("P7DT12H"), tiny.parse("-P1D")], [{ days: 7, hours: 12 }, { days: 1, negative: true }]);
E2
