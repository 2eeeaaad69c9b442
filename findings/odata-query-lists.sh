#!/usr/bin/env bash
# odata-query 8.1.0: a list as the value of a filter
#
# Expected: `{ siteId: [3, 4] }` becomes `siteId in (3,4)`, or is refused as a BigInt is ("Unexpected value type").
# Seen:     a list of numbers disappears: alone it leaves no $filter, so every device is asked for; beside others it
#           is missing without a trace. In a list of texts the name of the property is written between the values as
#           if it were an operator. `{ in: [] }` is written as `in ()`, which is no OData.
# So:       write `{ in: [...] }`, leave the request out for an empty list, and check the text that was built.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try odata-query@8.1.0 <<'E2'
import odataQuery from "odata-query";
import { seen } from "./seen.mjs";

const build = (filter) => odataQuery({ filter });

seen("in", build({ siteId: { in: [3, 4] } }), "?$filter=siteId in (3,4)");
seen("numbers", build({ siteId: [3, 4] }), "");
seen("beside another", build({ siteId: [3, 4], isSupervised: true }), "?$filter=isSupervised eq true");
seen("texts", build({ operatingSystem: ["iOS", "macOS"] }), "?$filter=iOS operatingSystem macOS");
seen("one text", build({ operatingSystem: ["iOS"] }), "?$filter=iOS");
seen("in nothing", build({ siteId: { in: [] } }), "?$filter=siteId in ()");
E2
