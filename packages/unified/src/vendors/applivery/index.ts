import type { AppliveryOptions } from "@mdmkit/applivery";
import { groupsOnFirstCall, isDeviceId, onFirstCall, text, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { pageQuery, toPage } from "./api/paging.ts";
import { openWorkspace } from "./api/workspace.ts";
import { webhook } from "./events/webhook.ts";
import { connectionOf } from "./generated/api/client.ts";

export { type AppliveryFailureCode, type AppliveryOptions, appliveryFailure } from "@mdmkit/applivery";
export type { AppliveryDeviceRecord, AppliveryGroupRecord } from "./api/record.ts";
export type { AppliveryAppRecord } from "./apps/app-record.ts";
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
    users: {
      pageSize: 100,
      // Not pushed: it is not known whether the vendor compares whole addresses and minds their case.
      filters: ["email"] as const,
      creatable: ["name", "emails"] as const,
      writable: ["name"] as const,
      ...onFirstCall(["list", "get", "map", "create", "update", "delete"], async () =>
        (await import("./users/users.ts")).createUsers(workspace),
      ),
    },
    apps: {
      pageSize: 500,
      getRequests: 3,
      filters: ["device", "device_type", "name", "app_id", "platform"] as const,
      pushed: { device: isDeviceId },
      // Not pushed, because the vendor request is not for apps: devices of other platforms are not read.
      narrowed: { device_type: () => true, platform: () => true },
      ...onFirstCall(["list", "get", "map"], async () =>
        (await import("./apps/apps.ts")).createApps(workspace),
      ),
    },
    organizations: {
      pageSize: 1,
      getRequests: 2,
      filters: [] as const,
      ...onFirstCall(["list", "get", "map"], async () =>
        (await import("./organizations/organizations.ts")).createOrganizations(workspace),
      ),
    },
    groups: {
      pageSize: 1000,
      filters: ["name", "membership", "member_type", "device", "user"] as const,
      pushed: { member_type: () => true, device: () => true, user: () => true },
      ...groupsOnFirstCall(
        ["list", "get", "map", "addMembers", "removeMembers"],
        async () => (await import("./groups/groups.ts")).createGroups(workspace),
        { pageSize: 100 },
      ),
    },
    events: { webhook },

    /** A device has the workspace's name; without devices, only that the credential is valid is known. */
    async check({ signal }) {
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
