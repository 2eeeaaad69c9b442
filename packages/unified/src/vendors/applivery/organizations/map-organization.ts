import type { AppliverySchemas } from "@mdmkit/applivery";
import type { Organization } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { text } from "../../../mapping/values.ts";

/** A workspace, with what a device says of it: only there is a name documented. This is `remote_data`. */
export type AppliveryOrganization = AppliverySchemas["Organization"] & {
  organizationInfo?: AppliverySchemas["Device"]["organizationInfo"];
};

/** The id comes under one of two names. */
export function mapAppliveryOrganization(organization: AppliveryOrganization): Complete<Organization> {
  return {
    id: text(organization.id) ?? text(organization._id) ?? "",
    name: text(organization.organizationInfo?.name),
    created_at: undefined,
    updated_at: undefined,
    remote_data: undefined, // attached by the engine
  };
}
