import type { AppleMdmDevice, GoogleEmmDevice, System } from "@mdmkit/jumpcloud";
import { isRecord, noteIncomplete, serialNumber, text, type Unreadable } from "@mdmkit/unified/vendor";
import { recordsIn } from "../api/errors.ts";
import { wholeRecord } from "../api/responses.ts";
import type { JumpCloudReadApi } from "../generated/api/client.ts";

type ReadOptions = { signal?: AbortSignal | undefined };

/** An account has one Apple MDM at most; its id leads to the devices and is kept once it is known. */
export function createAppleMdmFinder(
  client: JumpCloudReadApi,
): (options: ReadOptions) => Promise<string | null> {
  let found: string | null | undefined;
  return async ({ signal }) => {
    if (found === undefined) {
      const mdms = await client.applemdms_list({ query: { limit: 1 } }, { signal });
      const [mdm] = recordsIn(mdms ?? [], "applemdms_list");
      found = mdm ? (text(wholeRecord(mdm, "applemdms_list").id) ?? null) : null;
    }
    return found;
  };
}

/** The Apple MDM rows of many systems in one request. Their ids differ from the systems'; the serial number joins them. */
export async function readAppleMdmDevices(
  client: JumpCloudReadApi,
  mdmId: string,
  serials: readonly string[],
  { signal, unreadable }: ReadOptions & { unreadable: Unreadable },
): Promise<ReadonlyMap<string, AppleMdmDevice>> {
  const bySerial = new Map<string, AppleMdmDevice>();
  const open = new Set(serials);
  const filter = [
    serials.length === 1 ? `serialNumber:eq:${serials[0]}` : `serialNumber:in:${serials.join("|")}`,
  ];
  const input = { path: { apple_mdm_id: mdmId }, query: { filter } };
  const devices = client.paginate("applemdms_deviceslist", input, { signal, incomplete: "report" });
  for await (const device of devices) {
    const serial = serialNumber(device?.serialNumber);
    if (serial) bySerial.set(serial, device);
    else unreadable();
    if (open.delete(serial ?? "") && open.size === 0) break;
  }
  noteIncomplete(devices, unreadable);
  return bySerial;
}

/** Fields that only Android's management has. */
export const ANDROID_FIELDS = [
  "serial_number",
  "model",
  "manufacturer",
  "os_version",
  "os_build",
  "os_version_extra",
  "mac_addresses",
  "imeis",
  "meid",
  "carrier",
  "phone_number",
  "management_id",
  "first_enrolled_at",
  "last_enrolled_at",
  "last_activity_at",
  "is_corporate_owned",
  "passcode_present",
  "disk_encryption",
  "patch_status",
  "memory_bytes",
  "storage_total_bytes",
] as const;

/** The Android row of a system. The join is by JumpCloud's own MDM id, so a row with another serial number is not it. */
export async function readGoogleEmmDevice(
  client: JumpCloudReadApi,
  system: System,
  { signal, unreadable }: ReadOptions & { unreadable: Unreadable },
): Promise<GoogleEmmDevice | undefined> {
  const deviceId = text(system.mdm?.internal?.deviceId);
  if (!deviceId) return undefined;
  const device = await client.Devices_GetDevice({ path: { deviceId } }, { signal });
  if (!isRecord(device)) unreadable();
  const serial = serialNumber(device?.deviceInformation?.hardwareInfo?.serialNumber);
  return serial && serial !== serialNumber(system.serialNumber) ? undefined : device;
}
