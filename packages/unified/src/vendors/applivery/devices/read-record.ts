import type { AospDevice, AppleDevice, DeviceRow } from "@mdmkit/applivery";
import {
  isRecord,
  type PrimaryCall,
  type ReadRequest,
  serialNumber,
  type Unreadable,
} from "@mdmkit/unified/vendor";
import type { Joined } from "../api/record.ts";
import { recordIn } from "../api/responses.ts";
import { walkPages } from "../api/walk-pages.ts";
import type { AppliveryReadWorkspace } from "../api/workspace.ts";
import type { RecordPlatform } from "./device-id.ts";

type Reader = (workspace: AppliveryReadWorkspace, key: string, call?: PrimaryCall) => Promise<Joined>;

const READERS: Record<RecordPlatform, Reader> = {
  async apple({ client, organizationId }, admDeviceId, call) {
    const response = await client.getAppleDevice({ path: { organizationId, admDeviceId } }, call);
    return { apple: withoutSecrets(recordIn(response, "getAppleDevice")) };
  },
  async android({ client, organizationId }, emmDeviceId, call) {
    const response = await client.getAndroidDevice({ path: { organizationId, emmDeviceId } }, call);
    return { android: recordIn(response, "getAndroidDevice") };
  },
  async windows({ client, organizationId }, winDeviceId, call) {
    const response = await client.getWindowsDevice({ path: { organizationId, winDeviceId } }, call);
    return { windows: recordIn(response, "getWindowsDevice") };
  },
};

/** The platform's own record, by its id, serial number or IMEI. */
export function readRecord(
  workspace: AppliveryReadWorkspace,
  { key, platform }: { key: string; platform: RecordPlatform },
  { primary }: Pick<ReadRequest, "primary">,
): Promise<Joined> {
  return READERS[platform](workspace, key, primary);
}

/** Whoever has these can enroll a device. The engine takes them out of a row, but does not look into what is joined to it. */
function withoutSecrets({ enrollmentLink: _link, enrollCode: _code, ...record }: AppleDevice): AppleDevice {
  return record;
}

/** The record behind an AOSP row, or nothing where the row has no serial number. */
export type AospFinder = (row: DeviceRow, unreadable: Unreadable) => Promise<AospDevice | undefined>;

/**
 * Finds records by the serial number that rows have, too: there is no call for a single one, and a row does not name it.
 * Reads the list of records once, as far as it has to.
 */
export function createAospFinder(
  { client, organizationId }: AppliveryReadWorkspace,
  { signal }: ReadRequest,
): AospFinder {
  const known = new Map<string, AospDevice>();
  const records = walkPages("listAospDevices", 100, (query) =>
    client.listAospDevices({ path: { organizationId }, query }, { signal }),
  );
  let isReadable = true;
  return async (row, unreadable) => {
    const wanted = serialNumber(row.summary?.serialNumber);
    if (!wanted) return undefined;
    while (!known.has(wanted)) {
      const { value: record, done } = await records.next();
      if (done) {
        if (!isReadable) unreadable();
        return undefined;
      }
      isReadable &&= isRecord(record);
      const serial = serialNumber(record?.summary?.serialNumber);
      if (record && serial) known.set(serial, record);
    }
    return known.get(wanted);
  };
}
