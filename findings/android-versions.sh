#!/usr/bin/env bash
# android-versions 2.2.1: the API level of a version
#
# Expected: get() takes a version as a device reports it; 16 is Android 16.
# Seen:     a whole number is looked up as an API level first, so "14" is Android 4.0 of 2011 and "9" is 2.3; the same
#           with ".0" is the right one. Devices from Android 9 on report whole numbers. "12L" is unknown.
# So:       add ".0" to a version that has no point, or search the table by `semver`.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try android-versions@2.2.1 <<'E2'
import android from "android-versions";
import { seen } from "./seen.mjs";

const level = (version) => android.get(version)?.api;

seen("as reported", ["9", "10", "14", "16"].map(level), [9, 10, 14, 16]);
seen("with .0", ["9.0", "14.0", "16.0"].map(level), [28, 34, 36]);
seen("the name of 14", android.get("14").name, "Ice Cream Sandwich");
seen("8.1 and 12L", [level("8.1"), level("12L")], [27, undefined]);
E2
