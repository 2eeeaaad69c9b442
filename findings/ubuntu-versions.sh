#!/usr/bin/env bash
# semver 7.8.6: coerce and the versions of Ubuntu
#
# Expected: coerce makes a version of what begins with numbers: 22.04 is 22.4.0, as 24.10 is 24.10.0.
# Seen:     null for 22.04, 24.04.2 and 20.04: the leading zero stays in what is parsed at the end, and is invalid there. So of
#           all releases those of April, among them every long-term one, have no version, and satisfies() is false for them.
# So:       remove leading zeros first, or compare the numbers yourself.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try semver@7.8.6 <<'E2'
import semver from "semver";
import { seen } from "./seen.mjs";

const coerced = (version) => semver.coerce(version)?.version ?? null;
seen("October", ["22.10", "24.10"].map(coerced), ["22.10.0", "24.10.0"]);
seen("April", ["20.04.6", "22.04", "24.04.2", "Ubuntu 24.04.2 LTS"].map(coerced), [null, null, null, null]);
seen("at least 20", semver.satisfies(semver.coerce("24.04.2"), ">=20"), false);
seen("without the zero", coerced("24.04.2".replaceAll(/\b0+(?=\d)/g, "")), "24.4.2");
E2
