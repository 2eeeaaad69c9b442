#!/usr/bin/env bash
# js-yaml 5.5.0 and yaml 2.9.1: a serial number written by one and read by the other
#
# Expected: both follow YAML 1.2, so a text that one leaves without quotes is a text for the other. js-yaml quotes
#           "1E10", since it would be read as a number.
# Seen:     js-yaml does not quote "12E45678": as a number it is beyond the range of a double, and js-yaml keeps such
#           a scalar as text. yaml reads it as Infinity, as the core schema says; in JSON that is null. Serial numbers,
#           asset tags and build numbers of digits around one E look like this.
# So:       write examples and fixtures with the library that reads them, or quote every text.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try js-yaml@5.5.0 yaml@2.9.1 <<'E2'
import { dump, load } from "js-yaml";
import { parse, stringify } from "yaml";
import { seen } from "./seen.mjs";

const device = { serial: "12E45678", asset: "1E10" };
const written = dump(device);

seen("written by js-yaml", written, "serial: 12E45678\nasset: '1E10'\n");
seen("read by js-yaml", load(written), device);
seen("read by yaml", parse(written), { serial: Infinity, asset: "1E10" });
seen("as JSON", JSON.stringify(parse(written)), '{"serial":null,"asset":"1E10"}');
seen("written by yaml", stringify(device), 'serial: "12E45678"\nasset: "1E10"\n');
E2
