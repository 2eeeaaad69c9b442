#!/usr/bin/env bash
# windows-iana 5.1.0: the time zone of a device, there and back
#
# Expected: every name of the IANA database has a name of Windows and the other way round.
# Seen:     names that the database has got since 2022 are unknown: Europe/Kyiv and America/Ciudad_Juarez return an empty
#           list, though the platform knows them. Two names which Windows still has return nothing either.
# So:       try the older name (Europe/Kiev) as well, and treat an empty list as unknown, never as UTC.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try windows-iana@5.1.0 <<'E2'
import { findIana, findWindows } from "windows-iana";
import { seen } from "./seen.mjs";

const known = (zone) => Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));

seen("older name", findWindows("Europe/Kiev"), ["FLE Standard Time"]);
seen("present name", findWindows("Europe/Kyiv"), []);
seen("a new zone", findWindows("America/Ciudad_Juarez"), []);
seen("the platform", [known("Europe/Kyiv"), known("America/Ciudad_Juarez")], [true, true]);
seen("of Windows", [findIana("Kamchatka Standard Time"), findIana("Mid-Atlantic Standard Time")], [[], []]);
E2
