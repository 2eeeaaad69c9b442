import type { System } from "@mdmkit/jumpcloud";
import { isApple, isRecord, type SupportingReads, serialNumber, text } from "@mdmkit/unified/vendor";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import type { JumpCloudReadApi } from "../generated/api/client.ts";
import { type OrganizationNames, readUsers } from "../users/read-people.ts";
import { platformOf } from "./platform.ts";
import { readInsights } from "./read-insights.ts";
import { createAppleMdmFinder, readAppleMdmDevices } from "./read-mdm.ts";

/** Completes systems with what JumpCloud keeps elsewhere: a request a table or resource, however many systems. */
export type SystemJoiner = (
  systems: readonly System[],
  reads: SupportingReads,
  options: { signal?: AbortSignal | undefined },
) => Promise<readonly JumpCloudDeviceRecord[]>;

export function createSystemJoiner(
  client: JumpCloudReadApi,
  options: { systemInsights: boolean; organizationNames: OrganizationNames },
): SystemJoiner {
  const findAppleMdm = createAppleMdmFinder(client);

  return async (systems, reads, { signal }) => {
    const present = systems.filter(isRecord);
    const [insights, users, appleDevices, organizations] = await Promise.all([
      readInsights(client, options.systemInsights ? withInsights(present) : [], reads, signal),
      readOwners(present),
      readAppleDevices(present),
      reads.read("organization_list", ["organization"], (unreadable) =>
        options.organizationNames({ signal, unreadable }),
      ),
    ]);
    const devices: readonly JumpCloudDeviceRecord[] = present;
    for (const device of devices) {
      // Only what is there is joined: a property more changes the shape of a record, which costs time.
      const rows = insights.get(idOf(device));
      if (rows) device.insights = rows;
      const user = users?.get(text(device.primarySystemUser?.id) ?? "");
      if (user) device.primaryUser = user;
      const appleDevice = appleDevices?.get(serialNumber(device.serialNumber) ?? "");
      if (appleDevice) device.appleMdmDevice = appleDevice;
      const organization = organizations?.get(text(device.organization) ?? "");
      if (organization !== undefined) device.organizationName = organization;
    }
    return systems;

    function readOwners(owned: readonly System[]) {
      const ids = [...new Set(owned.flatMap(({ primarySystemUser }) => text(primarySystemUser?.id) ?? []))];
      if (ids.length === 0) return undefined;
      return reads.read("search_systemusers_post", ["owner"], (unreadable) =>
        readUsers(client, ids, { signal, unreadable }),
      );
    }

    async function readAppleDevices(all: readonly System[]) {
      const serials = all
        .filter((system) => isApple(platformOf(system)))
        .flatMap((system) => serialNumber(system.serialNumber) ?? []);
      if (serials.length === 0) return undefined;
      return reads.read("applemdms_deviceslist", APPLE_FIELDS, async (unreadable) => {
        const mdmId = await findAppleMdm({ signal });
        return mdmId === null
          ? undefined
          : readAppleMdmDevices(client, mdmId, serials, { signal, unreadable });
      });
    }
  };
}

/** Systems whose inventory JumpCloud collects; one without a statement is read too. */
function withInsights(systems: readonly System[]) {
  return systems
    .filter(({ systemInsights }) => (systemInsights?.state ?? "enabled") === "enabled")
    .map((system) => ({ id: idOf(system), platform: platformOf(system) }));
}

const idOf = (system: System): string => text(system._id) ?? text(system.id) ?? "";

/** What only Apple's MDM protocol returns, for phones above all. */
const APPLE_FIELDS = [
  "serial_number",
  "type",
  "platform",
  "mdm_enabled",
  "model",
  "os_version",
  "os_build",
  "os_version_extra",
  "mac_addresses",
  "udid",
  "imeis",
  "iccids",
  "carrier",
  "management_id",
  "last_activity_at",
  "last_enrolled_at",
  "is_supervised",
  "is_user_approved",
  "passcode_present",
  "passcode_compliant",
  "storage_total_bytes",
  "storage_available_bytes",
  "disk_encryption",
  "is_corporate_owned",
] as const;
