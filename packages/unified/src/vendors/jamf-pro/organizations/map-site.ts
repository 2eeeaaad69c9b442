import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import type { Drift } from "../../../contract/drift.ts";
import type { Organization } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { text } from "../../../mapping/values.ts";

/** A site of a Jamf Pro server, which is what devices belong to there. It has a name and no dates. */
export function mapJamfProSite(site: JamfProSchemas["V1Site"], drift?: Drift): Complete<Organization> {
  return {
    id: text(site.id, drift) ?? "",
    name: text(site.name, drift),
    created_at: undefined,
    updated_at: undefined,
    remote_data: undefined, // attached by the engine
  };
}
