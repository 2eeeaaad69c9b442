#!/usr/bin/env bash
# validator 13.15.35 and valibot 1.5.0: an IMEI as MDM servers write it
#
# Expected: an option that allows hyphens still accepts the number without them; blanks are as common as hyphens.
# Seen:     validator's allow_hyphens demands hyphens, and refuses the 15 plain digits it accepts without the option.
#           Neither accepts blanks, as iOS writes them, the 14 digits without check digit of older reports,
#           or the 16 digits with software version.
# So:       remove what is no digit, then check 14, 15 or 16 digits; the check digit only where there are 15.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try validator@13.15.35 valibot@1.5.0 <<'E2'
import * as v from "valibot";
import validator from "validator";
import { seen } from "./seen.mjs";

const schema = v.pipe(v.string(), v.imei());
const verdicts = (text) => ({
  plain: validator.isIMEI(text),
  allowHyphens: validator.isIMEI(text, { allow_hyphens: true }),
  valibot: v.is(schema, text),
});

const none = { plain: false, allowHyphens: false, valibot: false };
seen("digits", verdicts("352099001761481"), { plain: true, allowHyphens: false, valibot: true });
seen("hyphens", verdicts("35-209900-176148-1"), { plain: false, allowHyphens: true, valibot: true });
seen("blanks", verdicts("35 209900 176148 1"), none);
seen("14 digits", verdicts("35209900176148"), none);
seen("16 digits", verdicts("3520990017614823"), none);
E2
