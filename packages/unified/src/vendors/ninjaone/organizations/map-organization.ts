import type { Organization as NinjaOneOrganizationRecord } from "@mdmkit/ninjaone";
import { type Complete, type Drift, type Organization, text } from "@mdmkit/unified/vendor";
import { idOf } from "../devices/device-parts.ts";

/** A customer or a unit, to which devices and end users belong. */
export function mapNinjaOneOrganization(
  organization: NinjaOneOrganizationRecord,
  drift?: Drift,
): Complete<Organization, "times"> {
  return {
    id: idOf(organization.id, drift) ?? "",
    name: text(organization.name, drift),
    remote_data: undefined, // attached by the engine
    gaps: undefined, // set by the engine
  };
}
