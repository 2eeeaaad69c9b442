#!/usr/bin/env bash
# @expo/plist 0.10.2 and plist 5.0.0: null in a configuration profile
#
# Expected: what has no form in a property list is left out or refused. plist leaves null and undefined out.
# Seen:     @expo/plist leaves undefined out, but writes the key of a null (or a BigInt) without a value: what it
#           wrote, neither it nor plist can read. An API response passed on as a profile has nulls.
# So:       remove nulls first, and parse what was built before it is signed or sent.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @expo/plist@0.10.2 plist@5.0.0 <<'E2'
import expo from "@expo/plist";
import * as plist from "plist";
import { seen } from "./seen.mjs";

const { build, parse } = expo.default ?? expo;
const profile = { PayloadDescription: null, PayloadVersion: 1 };
const body = (xml) => xml.replace(/^[^]*<dict>|<\/dict>[^]*$/g, "").replace(/\s/g, "");
const fails = (read) => {
  try {
    read();
    return false;
  } catch {
    return true;
  }
};

const written = build(profile);
seen("@expo/plist, null", body(written), "<key>PayloadDescription</key><key>PayloadVersion</key><integer>1</integer>");
seen("read again fails", [fails(() => parse(written)), fails(() => plist.parse(written))], [true, true]);
const version = "<key>PayloadVersion</key><integer>1</integer>";
seen("@expo/plist, undefined", body(build({ ...profile, PayloadDescription: undefined })), version);
seen("plist, null", body(plist.build(profile)), version);
E2
