#!/usr/bin/env bash
# parse-link-header 2.0.0, li 1.3.0, http-link-header 1.1.4: the link to the next page
#
# Expected: RFC 8288 (3): names of parameters and relation types have no case, and blanks may stand around `=`: `REL="next"`, `rel="Next"` and
#           `rel = "next"` name the next page.
# Seen:     parse-link-header and li find no `next` in any of them and report no error, so that a loop over pages ends after the first one.
#           http-link-header finds all three.
# So:       use http-link-header, or compare the number of records with a total.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try parse-link-header@2.0.0 li@1.3.0 http-link-header@1.1.4 <<'E2'
import HttpLinkHeader from "http-link-header";
import li from "li";
import parseLinkHeader from "parse-link-header";
import { seen } from "./seen.mjs";

const next = "https://vendor.example/devices?page=2";
const parameters = ['rel="next"', 'REL="next"', 'rel="Next"', 'rel = "next"'];
const found = (read) => parameters.map((parameter) => read(`<${next}>; ${parameter}`) === next);
seen("parse-link-header", found((header) => parseLinkHeader(header)?.next?.url), [true, false, false, false]);
seen("li", found((header) => li.parse(header).next), [true, false, false, false]);
const byRel = (header) => HttpLinkHeader.parse(header).rel("next")[0]?.uri;
seen("http-link-header", found(byRel), [true, true, true, true]);
E2
