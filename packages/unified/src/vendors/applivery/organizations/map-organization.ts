import type { AppliverySchemas } from "@mdmkit/applivery";
import { type Complete, type Drift, type Organization, text } from "@mdmkit/unified/vendor";

/** A workspace, with what a device says of it: only there is a name documented. This is `remote_data`. */
export type AppliveryOrganizationRecord = AppliverySchemas["Organization"] & {
  /** The workspace, as a device names it. */
  organizationInfo?: AppliverySchemas["Device"]["organizationInfo"];
};

/** The id comes under one of two names. */
export function mapAppliveryOrganization(
  organization: AppliveryOrganizationRecord,
  drift?: Drift,
): Complete<Organization, "times"> {
  return {
    id: text(organization.id, drift) ?? text(organization._id, drift) ?? "",
    name: text(organization.organizationInfo?.name, drift),
  };
}
