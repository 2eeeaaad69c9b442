import {
  createSupportingReads,
  type Device,
  type GetRequest,
  isRecord,
  type ListGap,
  text,
} from "@mdmkit/unified/vendor";
import { asPermission, createCategory } from "../api/prism.ts";
import type { IruDeviceRecord } from "../api/record.ts";
import type { IruReadApi } from "../generated/api/client.ts";
import { isMac } from "./platform.ts";

type Fields = readonly (keyof Device)[];
const INFORMATION: Fields = ["hostname", "os_build", "type", "updated_at"];
const CELLULAR: Fields = ["carrier", "iccids", "imeis", "meid", "phone_number"];

/** What only the details of a single device have. */
export const DETAIL_FIELDS = [
  "cpu_cores",
  "cpu_name",
  "enrollment_type",
  "ip_addresses",
  "is_corporate_owned",
  "is_supervised",
  "mac_addresses",
  "memory_bytes",
  "public_ip",
  "storage_available_bytes",
  "storage_total_bytes",
  "udid",
] as const satisfies Fields;

/** What both the details and Prism have of a single device. */
const SHARED: Fields = ["hostname", "os_build", "type"];

/** What a single device has from its details; what follows the first is from elsewhere in lists. */
const DETAILED: Fields = [
  ...DETAIL_FIELDS,
  ...SHARED,
  "activation_lock_enabled",
  "disk_encryption",
  "lost_mode",
];

const hasSim = ({ platform }: IruDeviceRecord): boolean => platform === "iPhone" || platform === "iPad";

type Call = Pick<GetRequest, "signal" | "fields">;

export type PostureReader = {
  /** Completes the devices of a page: a request for each category and 150 devices. */
  page(devices: readonly IruDeviceRecord[], call: Call): Promise<readonly ListGap[]>;
  /** Completes one device: its details, its notes, and what only Prism has of a device of its kind. */
  one(device: IruDeviceRecord, call: Call & Pick<GetRequest, "gaps">): Promise<void>;
  /** A list begins. */
  restart(): void;
};

/** What Prism knows of devices, and of a single one its details. */
export function createPostureReader(client: IruReadApi): PostureReader {
  const information = createCategory("listDeviceInformation", (query, call) =>
    client.listDeviceInformation({ query }, call),
  );
  const fileVault = createCategory("listFileVault", (query, call) => client.listFileVault({ query }, call));
  const firewall = createCategory("listFirewalls", (query, call) => client.listFirewalls({ query }, call));
  const activationLock = createCategory("listActivationLocks", (query, call) =>
    client.listActivationLocks({ query }, call),
  );
  const cellular = createCategory("listCellular", (query, call) => client.listCellular({ query }, call));

  return {
    restart() {
      for (const category of [information, fileVault, firewall, activationLock, cellular]) category.restart();
    },

    async page(devices, call) {
      const { signal } = call;
      const reads = createSupportingReads("list", call);
      const all = devices.map(idOf).filter(Boolean);
      const macs = devices.filter(isMac).map(idOf).filter(Boolean);
      const phones = devices.filter(hasSim).map(idOf).filter(Boolean);
      const [informations, fileVaults, firewalls, activationLocks, cellulars] = await Promise.all([
        reads.read("listDeviceInformation", INFORMATION, (unreadable) =>
          information.of(all, { signal, unreadable }),
        ),
        reads.read("listFileVault", ["disk_encryption"], (unreadable) =>
          fileVault.of(macs, { signal, unreadable }),
        ),
        reads.read("listFirewalls", ["firewall_enabled"], (unreadable) =>
          firewall.of(macs, { signal, unreadable }),
        ),
        reads.read("listActivationLocks", ["activation_lock_enabled"], (unreadable) =>
          activationLock.of(all, { signal, unreadable }),
        ),
        reads.read("listCellular", CELLULAR, (unreadable) => cellular.of(phones, { signal, unreadable })),
      ]);
      for (const device of devices) {
        const id = idOf(device);
        device.information = informations?.get(id);
        device.fileVault = fileVaults?.get(id);
        device.firewall = firewalls?.get(id);
        device.activationLock = activationLocks?.get(id);
        device.cellular = cellulars?.get(id);
      }
      return reads.gaps;
    },

    async one(device, { signal, gaps, fields }) {
      const reads = createSupportingReads("get", { fields });
      const id = idOf(device);
      const path = { device_id: id };
      const [details, notes, own, ownFirewall, sims] = await Promise.all([
        reads.read("getDeviceDetails", DETAILED, () =>
          permitted(client.getDeviceDetails({ path }, { signal })),
        ),
        reads.read("listDeviceNotes", ["notes"], async (unreadable) => {
          const notes = await permitted(client.listDeviceNotes({ path }, { signal }));
          if (Array.isArray(notes)) return notes.filter(isRecord);
          return unreadable();
        }),
        reads.read("listDeviceInformation", INFORMATION, (unreadable) =>
          information.one(id, { signal, unreadable }),
        ),
        isMac(device)
          ? reads.read("listFirewalls", ["firewall_enabled"], (unreadable) =>
              firewall.one(id, { signal, unreadable }),
            )
          : undefined,
        hasSim(device)
          ? reads.read("listCellular", CELLULAR, (unreadable) => cellular.one(id, { signal, unreadable }))
          : undefined,
      ]);
      Object.assign(device, { details, notes, information: own, firewall: ownFirewall, cellular: sims });
      // What one of them does not have, the other may.
      const found: readonly string[] = details || own ? SHARED : [];
      for (const gap of reads.gaps) {
        const lacking = gap.fields.filter((field) => !found.includes(field));
        if (lacking.length > 0) gaps?.push({ ...gap, fields: lacking });
      }
    },
  };
}

const idOf = (device: IruDeviceRecord): string => text(device.device_id) ?? "";

async function permitted<Result>(read: Promise<Result>): Promise<Result> {
  try {
    return await read;
  } catch (error) {
    throw asPermission(error);
  }
}
