import type { AppliveryOptions } from "@mdmkit/applivery";
import { type Account, type ReadRequest, text, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { pageQuery, toPage } from "./api/paging.ts";
import { openWorkspace } from "./api/workspace.ts";
import { createApps } from "./apps/apps.ts";
import { webhook } from "./events/webhook.ts";
import { connectionOf } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
import { createOrganizations } from "./organizations/organizations.ts";
import { createUsers } from "./users/users.ts";

export { type AppliveryFailureCode, type AppliveryOptions, appliveryFailure } from "@mdmkit/applivery";
export type { AppliveryDeviceRecord } from "./api/record.ts";
export type { AppliveryAppRecord } from "./apps/app-record.ts";
export type { AppliveryGroupRecord } from "./groups/groups.ts";
export type { AppliveryOrganizationRecord } from "./organizations/map-organization.ts";

/** Applivery for `connect`. */
export function applivery(options: AppliveryOptions) {
  const workspace = openWorkspace(options);
  const { client, organizationId } = workspace;
  return {
    ...connectionOf(client),
    id: "applivery",
    name: "Applivery",
    scope: { path: { organizationId } },
    devices: createDevices(workspace),
    users: createUsers(workspace),
    apps: createApps(workspace),
    organizations: createOrganizations(workspace),
    groups: createGroups(workspace),
    events: { webhook },

    /** A device has the workspace's name; without devices, only that the credential is valid is known. */
    async check({ signal }: ReadRequest): Promise<Account> {
      const paging = pageQuery(undefined, 1);
      const response = await client.listDevices(
        { path: { organizationId }, query: { subType: "device", ...paging } },
        { signal },
      );
      const info = toPage(response, paging, "listDevices").items[0]?.organizationInfo;
      return {
        organizationId: text(info?.id) ?? (/^[0-9a-f]{24}$/i.test(organizationId) ? organizationId : null),
        organizationName: text(info?.name) ?? null,
      };
    },
  } satisfies Vendor;
}
