#!/usr/bin/env bash
# @microsoft/kiota-serialization-json 1.0.0-preview.109: what Microsoft's generated clients do with newer values
#
# Expected: a value that the client's version does not know yet is handed over, or marked as unknown.
# Seen:     a single value is undefined, as if it had not been sent, and a list is shorter by it. Nothing tells the two
#           from a property that is absent. A day that is no day, such as 30 February, is moved into March.
# So:       read such properties from `additionalData` or the raw response where "absent" has a meaning.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @microsoft/kiota-serialization-json@1.0.0-preview.109 @microsoft/kiota-abstractions@1.0.0-preview.109 <<'E2'
import { JsonParseNode } from "@microsoft/kiota-serialization-json";
import { seen } from "./seen.mjs";

const agents = { Mdm: "mdm", Eas: "eas" };
const one = (value) => new JsonParseNode(value).getEnumValue(agents);
const many = (values) => new JsonParseNode(values).getCollectionOfEnumValues(agents);

seen("known", one("mdm"), "mdm");
seen("unknown", one("msSense"), undefined);
seen("a list", many(["mdm", "msSense", "eas"]), ["mdm", "eas"]);
const day = new JsonParseNode("2026-02-30T00:00:00Z").getDateValue();
seen("30 February", day.toISOString(), "2026-03-02T00:00:00.000Z");
E2
