import type { IvantiNeuronsOptions } from "@mdmkit/ivanti-neurons";
import { onFirstCall, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { listPart } from "./api/responses.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createDeviceSpaces } from "./organizations/device-spaces.ts";
import { createOrganizations } from "./organizations/organizations.ts";

export type { IvantiNeuronsOptions } from "@mdmkit/ivanti-neurons";
export type { IvantiNeuronsDeviceRecord, IvantiNeuronsUserRecord } from "./api/record.ts";
export type { IvantiNeuronsGroupRecord } from "./groups/map-group.ts";

/** What `ivantiNeurons` takes: the options of the client, and those of the unified model. */
export type IvantiNeuronsVendorOptions = IvantiNeuronsOptions & {
  /** Lists this device space only, by its `dmPartitionId`. Default: all that the administrator sees, one after another. */
  deviceSpaceId?: number | string;
};

/** Ivanti Neurons for MDM for `connect`. */
export function ivantiNeurons(options: IvantiNeuronsVendorOptions) {
  const client = createApi(options);
  const { deviceSpaceId } = options;
  const spaces = createDeviceSpaces(client, deviceSpaceId);
  return {
    ...connectionOf(client),
    id: "ivanti-neurons",
    name: "Ivanti Neurons for MDM",
    ...(deviceSpaceId !== undefined && { scope: { query: { dmPartitionId: deviceSpaceId } } }),
    devices: createDevices(client, spaces),
    users: {
      pageSize: 500,
      seek: "offset" as const,
      secrets: ["passwordHistory", "registrationPin"],
      filters: ["email"] as const,
      creatable: ["name", "emails"] as const,
      ...onFirstCall(["list", "get", "unset", "map", "create"], async () =>
        (await import("./users/users.ts")).createUsers(client),
      ),
    },
    organizations: createOrganizations(spaces),
    groups: {
      pageSize: 50,
      seek: "offset" as const,
      filters: ["name", "membership", "member_type", "device"] as const,
      pushed: { device: () => true },
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./groups/groups.ts")).createGroups(client),
      ),
      criteria: { language: async () => (await import("./groups/criteria-language.ts")).language },
    },

    /** No known call returns the tenant. */
    async check({ signal }) {
      listPart(await client.listDeviceSpaces({ query: { rows: 1 } }, { signal }), "listDeviceSpaces");
      return { organizationId: null, organizationName: null };
    },
  } satisfies Vendor;
}
