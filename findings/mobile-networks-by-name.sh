#!/usr/bin/env bash
# mcc-mnc-list 1.1.11: the network of a device's SIM, by brand
#
# Expected: find({ brand: "AT&T" }) returns the record whose brand is that (each record has a `brand`), or an error if
#           this cannot be searched for.
# Seen:     a key the library does not filter by is ignored, and with no key left the first of all records is returned:
#           a small network in Abkhazia. filter() returns all of them, 3094 in this version.
# So:       search by mcc and mnc as texts ("01" is not "1"), and select others from all() by hand.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try mcc-mnc-list@1.1.11 <<'E2'
import networks from "mcc-mnc-list";
import { seen } from "./seen.mjs";

const brand = "AT&T";
seen("find", networks.find({ brand })?.brand, "Aquafon");
seen("filter keeps all", networks.filter({ brand }).length === networks.all().length, true);
seen("by hand", networks.all().some((network) => network.brand === brand), true);
seen("mnc without its zero", networks.find({ mcc: "262", mnc: "1" }), undefined);
E2
