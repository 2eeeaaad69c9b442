import type { IvantiNeuronsOptions } from "@mdmkit/ivanti-neurons";
import type { Account, ReadRequest, Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { listPart } from "./api/responses.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
import { createDeviceSpaces } from "./organizations/device-spaces.ts";
import { createOrganizations } from "./organizations/organizations.ts";
import { createUsers } from "./users/users.ts";

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
    users: createUsers(client),
    organizations: createOrganizations(spaces),
    groups: createGroups(client),

    /** No known call returns the tenant. */
    async check({ signal }: ReadRequest): Promise<Account> {
      listPart(await client.listDeviceSpaces({ query: { rows: 1 } }, { signal }), "listDeviceSpaces");
      return { organizationId: null, organizationName: null };
    },
  } satisfies Vendor;
}
