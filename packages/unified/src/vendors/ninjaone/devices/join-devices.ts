import type { DeviceHealth, User } from "@mdmkit/ninjaone";
import {
  createSupportingReads,
  type Device,
  type GetRequest,
  isRecord,
  type ListGap,
  type SupportingReads,
  text,
} from "@mdmkit/unified/vendor";
import type { NinjaOneDeviceRecord } from "../api/record.ts";
import type { NinjaOneReadApi } from "../generated/api/client.ts";
import { isAgent, isWindows } from "./platform.ts";
import type { Reports } from "./read-reports.ts";

type Fields = readonly (keyof Device)[];
const HEALTH: Fields = ["patch_status", "critical_vuln_count", "high_vuln_count"];
const ANTIVIRUS: Fields = ["edr_installed", "edr_status"];

type Call = Pick<GetRequest, "signal" | "fields">;

export type DeviceJoiner = {
  /** Completes the devices of a page from the reports: a few requests for all pages of a list. */
  page(devices: readonly NinjaOneDeviceRecord[], call: Call): Promise<readonly ListGap[]>;
  /** Completes one device: a request for each aspect that a device of its class has. */
  one(device: NinjaOneDeviceRecord, call: Call & Pick<GetRequest, "gaps">): Promise<void>;
};

export function createDeviceJoiner(client: NinjaOneReadApi, reports: Reports): DeviceJoiner {
  return {
    async page(devices, call) {
      const { signal } = call;
      const reads = createSupportingReads("list", call);
      if (devices.length === 0) return reads.gaps;
      const [health, antivirus, volumes, fields] = await Promise.all([
        reads.read("getDeviceHealthReport", HEALTH, (unreadable) =>
          reports.health.all({ signal, unreadable }),
        ),
        reads.read("getAntivirusStatusReport", ANTIVIRUS, (unreadable) =>
          reports.antivirus.all({ signal, unreadable }),
        ),
        reads.read("getVolumes", ["disk_encryption"], (unreadable) =>
          reports.bitLocker.all({ signal, unreadable }),
        ),
        reads.read("getCustomFieldsReport", ["custom_fields"], (unreadable) =>
          reports.customFields.all({ signal, unreadable }),
        ),
        joinOwners(devices, reads, { signal }),
      ]);
      const countsVulnerabilities = health && hasVulnerability(health.values());
      for (const device of devices) {
        const id = Number(device.id);
        const own = fields?.get(id)?.[0]?.fields;
        if (isRecord(own)) device.customFields = own;
        if (!isAgent(device)) continue;
        device.health = health?.get(id)?.[0];
        device.countsVulnerabilities = countsVulnerabilities;
        device.antivirus = antivirus?.get(id);
        device.bitLockerVolumes = volumes?.get(id);
      }
      return reads.gaps;
    },

    async one(device, call) {
      const { signal } = call;
      const reads = createSupportingReads("get", call);
      const path = { id: Number(device.id) };
      const [fields] = await Promise.all([
        reads.read("getNodeCustomFields", ["custom_fields"], () =>
          client.getNodeCustomFields({ path }, { signal }),
        ),
        joinOwners([device], reads, { signal }),
        isAgent(device) && joinHealth(device, reads, { signal }),
        isAgent(device) && joinAntivirus(device, reads, { signal }),
        isWindows(device) && joinVolumes(device, reads, { signal }),
      ]);
      if (isRecord(fields)) device.customFields = fields;
    },
  };

  async function joinHealth(
    device: NinjaOneDeviceRecord,
    reads: SupportingReads,
    { signal }: Call,
  ): Promise<void> {
    await reads.read("getDeviceHealthReport", HEALTH, async (unreadable) => {
      const health = (await reports.health.of(Number(device.id), { signal, unreadable }))?.[0];
      if (!health) return;
      const whole = await reports.health.all({ signal, unreadable });
      device.countsVulnerabilities = hasVulnerability(whole.values());
      device.health = health;
    });
  }

  async function joinAntivirus(
    device: NinjaOneDeviceRecord,
    reads: SupportingReads,
    { signal }: Call,
  ): Promise<void> {
    device.antivirus = await reads.read("getAntivirusStatusReport", ANTIVIRUS, (unreadable) =>
      reports.antivirus.of(Number(device.id), { signal, unreadable }),
    );
  }

  async function joinVolumes(
    device: NinjaOneDeviceRecord,
    reads: SupportingReads,
    { signal }: Call,
  ): Promise<void> {
    const path = { id: Number(device.id) };
    device.bitLockerVolumes = await reads.read("getDeviceVolumes", ["disk_encryption"], () =>
      client.getDeviceVolumes({ path, query: { include: "bl" } }, { signal }),
    );
  }

  /** Reads all people at once, since there is no read by `uid`, where `expand`, which is documented nowhere, has not brought an owner. */
  async function joinOwners(
    devices: readonly NinjaOneDeviceRecord[],
    reads: SupportingReads,
    { signal }: Call,
  ): Promise<void> {
    const without = devices.filter(
      (device) => text(device.assignedOwnerUid) && !device.references?.assignedOwner,
    );
    if (without.length === 0) return;
    const users = await reads.read("getUsers", ["owner"], async (unreadable) => {
      const rows = await client.getUsers({}, { signal });
      if (!Array.isArray(rows)) unreadable();
      const readable: User[] = (rows ?? []).filter(isRecord);
      return new Map(readable.map((user) => [user.uid, user]));
    });
    for (const device of without) {
      const owner = users?.get(device.assignedOwnerUid);
      if (owner) device.references = { ...device.references, assignedOwner: owner };
    }
  }
}

/** Whether any device of the tenant has a vulnerability. Without the product that looks for them, all counts are 0 as well. */
function hasVulnerability(rows: Iterable<readonly DeviceHealth[]>): boolean {
  return [...rows]
    .flat()
    .some((row) =>
      [
        row.criticalVulnerabilityCount,
        row.highVulnerabilityCount,
        row.mediumVulnerabilityCount,
        row.lowVulnerabilityCount,
      ].some((count) => Number(count) > 0),
    );
}
