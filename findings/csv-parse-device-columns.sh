#!/usr/bin/env bash
# csv-parse 7.0.3: `cast` and `cast_date` on a device report
#
# Expected: `cast` makes numbers of numbers and leaves the rest as text; `cast_date` makes dates of dates.
# Seen:     a hexadecimal identifier such as a MEID with 0x becomes 0 (tested by its value, then read by parseFloat);
#           a 19-digit ICCID is rounded. With `cast_date` a model becomes a day: "iPhone 12" is a day in December 2001,
#           while "iPhone 13" stays text, so half of a column changes its type.
# So:       give a cast function that names the columns; identifiers and models are text.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try csv-parse@7.0.3 <<'E2'
import { parse } from "csv-parse/sync";
import { seen } from "./seen.mjs";

const read = (text, options) => parse(text, { columns: true, ...options });

const identifiers = "meid,iccid\n0xA1000012345678,8901260123456789012\n";
seen("cast", read(identifiers, { cast: true }), [{ meid: 0, iccid: 8901260123456789000 }]);
const isDate = ({ model }) => `${typeof model === "string" ? "text" : model.getFullYear()}`;
const models = "model\niPhone 12\niPhone 13\niPad 9\nMacBook Air\n";
seen("cast_date", read(models, { cast: true, cast_date: true }).map(isDate), ["2001", "text", "2001", "text"]);
E2
