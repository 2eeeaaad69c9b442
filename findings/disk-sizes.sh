#!/usr/bin/env bash
# bytes 3.1.2: sizes as devices and reports write them
#
# Expected: a size that bytes cannot read returns null, as "abc" does.
# Seen:     any text that begins with a digit is a number of bytes: "512 GiB" is 512, "476,94 GB" is 476 and "64 G" is
#           64, while "476.94 GB" is read in units of 1024. A disk of 512 bytes passes every check of a type.
# So:       check the whole text with a pattern of one's own first; units of 1000 and 1024 must be known per source.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try bytes@3.1.2 <<'E2'
import bytes from "bytes";
import { seen } from "./seen.mjs";

const sizes = (...texts) => texts.map((text) => bytes.parse(text));

seen("not a size", sizes("abc"), [null]);
seen("known units", sizes("256 GB", "476.94 GB"), [274877906944, 512110425538]);
seen("units of IEC", sizes("512 GiB", "1 TiB"), [512, 1]);
seen("one letter", sizes("64 G"), [64]);
seen("separators", sizes("476,94 GB", "1,024 MB"), [476, 1]);
E2
