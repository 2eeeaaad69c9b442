#!/usr/bin/env bash
# semver 7.8.6: a Windows version (four numbers) read with `loose`
#
# Expected: four numbers are no semantic version: null, as without `loose`, or the fourth is dropped as by coerce().
# Seen:     the third number is cut: its last digit becomes the pre-release. 10.0.22631.3296 is 10.0.2263-1.3296, so
#           it is older than 10.0.9999 and not within ">=10.0.22000" (the first Windows 11), and builds 22630 to 22639
#           are pre-releases of one version. Each third number of two digits or more is cut (11.7.10.1).
# So:       compare the parts as numbers. coerce() is no way out: it loses the revision that distinguishes patch levels.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try semver@7.8.6 <<'E2'
import semver from "semver";
import { seen } from "./seen.mjs";

const build = "10.0.22631.3296";
const loose = { loose: true };

seen("valid", semver.valid(build), null);
seen("valid, loose", semver.valid(build, loose), "10.0.2263-1.3296");
seen("at least Windows 11", semver.satisfies(build, ">=10.0.22000", { ...loose, includePrerelease: true }), false);
seen("newer than 10.0.9999", semver.gt(build, "10.0.9999", loose), false);
seen("macOS with a fourth number", semver.valid("11.7.10.1", loose), "11.7.1-0.1");
const patches = [semver.patch("10.0.22631.1", loose), semver.patch("10.0.22639.1", loose)];
seen("patch of 22631 and 22639", patches, [2263, 2263]);
seen("coerce, two patch levels", semver.compare(semver.coerce(build), semver.coerce("10.0.22631.1")), 0);
E2
