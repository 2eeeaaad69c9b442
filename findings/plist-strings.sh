#!/usr/bin/env bash
# @plist/plist 1.0.0 and fast-plist 0.1.3: the text of <string>
#
# Expected: a string is its characters. Blanks count (in a Wi-Fi password or a device name), XML comments do not, and
#           CDATA sections and character references are resolved; plist and @expo/plist do so.
# Seen:     @plist/plist cuts blanks at both ends and leaves numeric references as they are; fast-plist keeps comments
#           and CDATA marks as text.
# So:       plist for profiles and MDM messages; the two others read only what they are known to write.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @plist/plist@1.0.0 fast-plist@0.1.3 plist@5.0.0 <<'E2'
import fastPlist from "fast-plist";
import * as plist from "plist";
import { parse } from "@plist/plist";
import { seen } from "./seen.mjs";

const read = (content) => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><string>${content}</string></plist>`;
  return { plist: plist.parse(xml), atPlist: parse(xml), fastPlist: fastPlist.parse(xml) };
};

seen("blanks", read(" secret "), { plist: " secret ", atPlist: "secret", fastPlist: " secret " });
seen("reference", read("a&#45;b"), { plist: "a-b", atPlist: "a&#45;b", fastPlist: "a-b" });
seen("comment", read("a<!-- x -->b"), { plist: "ab", atPlist: "ab", fastPlist: "a<!-- x -->b" });
seen("CDATA", read("<![CDATA[<a>]]>"), { plist: "<a>", atPlist: "<a>", fastPlist: "<![CDATA[<a>]]>" });
E2
