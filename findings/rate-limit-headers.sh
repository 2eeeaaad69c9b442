#!/usr/bin/env bash
# ratelimit-header-parser 0.1.0: the RateLimit field of the drafts since 8
#
# Expected: the documentation names draft 7 and older forms; for anything else the result is undefined.
# Seen:     `"default";r=0;t=30` gives an object of NaN and an Invalid Date. `remaining < 1` is false for NaN, so a
#           client that waits on it never waits. A reset in milliseconds since 1970 lies in the year 55840.
# So:       check Number.isFinite(remaining) and the date before use; read the new form with a structured-field parser.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try ratelimit-header-parser@0.1.0 <<'E2'
import { parseRateLimit } from "ratelimit-header-parser";
import { seen } from "./seen.mjs";

const parse = (headers) => parseRateLimit(new Headers(headers));

seen("draft 7", parse({ ratelimit: "limit=100, remaining=0, reset=30" }).remaining, 0);
const newer = parse({ ratelimit: '"default";r=0;t=30', "ratelimit-policy": '"default";q=100;w=60' });
seen("since draft 8", { remaining: newer.remaining, reset: newer.reset.getTime() }, { remaining: NaN, reset: NaN });
seen("a client that waits", newer.remaining < 1, false);
seen("no such field", parse({ "x-other": "1" }), undefined);
const reset = parse({ "x-ratelimit-limit": "100", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000000000" });
seen("milliseconds", reset.reset.getUTCFullYear(), 55840);
E2
