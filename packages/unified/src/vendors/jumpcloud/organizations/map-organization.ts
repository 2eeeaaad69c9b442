import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import { type Complete, type Drift, type Organization, text, toRfc3339 } from "@mdmkit/unified/vendor";

/** An organization; this is `remote_data` of an organization. */
export type JumpCloudOrganizationRecord = JumpCloudSchemas["organization"];

/** An organization: the tenant itself, or one of those an administrator of several serves. */
export function mapJumpCloudOrganization(
  organization: JumpCloudOrganizationRecord,
  drift?: Drift,
): Complete<Organization> {
  return {
    id: text(organization._id, drift) ?? text(organization.id, drift) ?? "",
    name: text(organization.displayName, drift),
    created_at: toRfc3339(organization.created, drift),
    updated_at: undefined,
  };
}
