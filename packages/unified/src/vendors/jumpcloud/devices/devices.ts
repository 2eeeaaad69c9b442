import { type System, secrets } from "@mdmkit/jumpcloud";
import {
  createSupportingReads,
  type DeviceContract,
  HARDWARE_FILTERS,
  serialNumber,
} from "@mdmkit/unified/vendor";
import { rowsIn } from "../api/errors.ts";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import { wholeRecord } from "../api/responses.ts";
import type { JumpCloudReadApi } from "../generated/api/client.ts";
import { unsetInJumpCloudSystem } from "../generated/api/unset.ts";
import { createOrganizationNames, type OrganizationNames } from "../users/read-people.ts";
import { createSystemJoiner } from "./join-systems.ts";
import { mapJumpCloudSystem } from "./map-system.ts";
import { platformOf } from "./platform.ts";
import { createBindings } from "./read-bindings.ts";
import { ANDROID_FIELDS, readGoogleEmmDevice } from "./read-mdm.ts";

export type DeviceOptions = { systemInsights: boolean; organizationNames: OrganizationNames };

/** Groups and policies of a system, and all that Google EMM returns of an Android device. */
const GET_ONLY = [
  "carrier",
  "disk_encryption",
  "imeis",
  "is_corporate_owned",
  "last_activity_at",
  "last_enrolled_at",
  "mac_addresses",
  "management_id",
  "manufacturer",
  "meid",
  "memory_bytes",
  "model",
  "os_version_extra",
  "passcode_present",
  "patch_status",
  "phone_number",
  "policy",
  "storage_total_bytes",
  "tags",
] as const;

/** Reads of devices without the rest of the vendor. */
export function createStandaloneDeviceReads(
  client: JumpCloudReadApi,
  { systemInsights = true }: { systemInsights?: boolean },
) {
  return createDeviceReads(client, { systemInsights, organizationNames: createOrganizationNames(client) });
}

/** JumpCloud's systems as devices, read. */
export function createDeviceReads(client: JumpCloudReadApi, options: DeviceOptions) {
  const join = createSystemJoiner(client, options);
  const bindings = createBindings(client);

  return {
    pageSize: 100,
    seek: "offset" as const,
    getOnly: GET_ONLY,
    // The system, its owner, groups and policies, and Apple's MDM; or eight tables of a Windows device instead of that.
    getRequests: options.systemInsights ? 12 : 5,
    keepsEnrollments: true as const, // an agent that is installed again reports as a new system
    secrets: secrets.JcSystem,
    filters: [...HARDWARE_FILTERS, "tags", "owner", "organization"] as const,
    // Blanks and placeholders are no serial number to us, but they are text to JumpCloud.
    pushed: { serial_number: (value) => serialNumber(value) === value && !/[,|]/.test(value) },

    async list(request) {
      const { cursor, limit, filters, primary, signal } = request;
      const filter =
        filters.serial_number === undefined ? {} : { filter: `serialNumber:$eq:${filters.serial_number}` };
      const paging = { limit, skip: Number(cursor ?? 0), sort: "_id" };
      const page = await client.systems_list({ query: { ...paging, ...filter } }, primary);
      const reads = createSupportingReads("list", request);
      const items = await join(rowsIn(page?.results, "systems_list"), reads, { signal });
      return { items, total: page.totalCount, gaps: reads.gaps };
    },

    async get(id, request) {
      const { detail, primary, signal } = request;
      const system: System = wholeRecord(await client.systems_get({ path: { id } }, primary), "systems_get");
      if (detail === "identity") return system;
      const reads = createSupportingReads("get", request);
      const [[device = system], systemGroups, policies, googleEmmDevice] = await Promise.all([
        join([system], reads, { signal }),
        reads.read("graph_systemMemberOf", ["tags"], (unreadable) =>
          bindings.groups(id, { signal, unreadable }),
        ),
        reads.read("graph_systemTraversePolicy", ["policy"], (unreadable) =>
          bindings.policies(id, { signal, unreadable }),
        ),
        reads.read("Devices_GetDevice", ANDROID_FIELDS, async (unreadable) =>
          platformOf(system) === "android"
            ? readGoogleEmmDevice(client, system, { signal, unreadable })
            : undefined,
        ),
      ]);
      return Object.assign(device, { systemGroups, policies, googleEmmDevice });
    },

    unset: unsetInJumpCloudSystem,
    map: mapJumpCloudSystem,
  } satisfies DeviceContract<JumpCloudDeviceRecord>;
}
