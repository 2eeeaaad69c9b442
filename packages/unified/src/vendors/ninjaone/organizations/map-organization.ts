import type { Organization as NinjaOneOrganizationRecord } from "@mdmkit/ninjaone";
import { type Complete, type Drift, idText, type Organization, text } from "@mdmkit/unified/vendor";

/** A customer or a unit, to which devices and end users belong. */
export function mapNinjaOneOrganization(
  organization: NinjaOneOrganizationRecord,
  drift?: Drift,
): Complete<Organization, "times"> {
  return {
    id: idText(organization.id, drift) ?? "",
    name: text(organization.name, drift),
  };
}
