import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import type { Drift } from "../../../contract/drift.ts";
import type { Organization } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { text } from "../../../mapping/values.ts";

export type JumpCloudOrganization = JumpCloudSchemas["organization"];

/** An organization: the tenant itself, or one of those an administrator of several serves. */
export function mapJumpCloudOrganization(
  organization: JumpCloudOrganization,
  drift?: Drift,
): Complete<Organization> {
  return {
    id: text(organization._id, drift) ?? text(organization.id, drift) ?? "",
    name: text(organization.displayName, drift),
    created_at: toRfc3339(organization.created, drift),
    updated_at: undefined,
    remote_data: undefined, // attached by the engine
  };
}
