import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type Complete, type Drift, type Organization, text } from "@mdmkit/unified/vendor";

/** A site of a Jamf Pro server, which is what devices belong to there. It has a name and no dates. */
export function mapJamfProSite(
  site: JamfProSchemas["V1Site"],
  drift?: Drift,
): Complete<Organization, "times"> {
  return {
    id: text(site.id, drift) ?? "",
    name: text(site.name, drift),
  };
}
