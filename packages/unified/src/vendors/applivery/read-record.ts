import type { AospDevice, AppleDevice, DeviceRow } from "@mdmkit/applivery";
import { serialNumber } from "../../mapping/serial-number.ts";
import type { PrimaryCall, ReadRequest } from "../../vendor.ts";
import { recordIn } from "./answers.ts";
import type { AppliveryApi } from "./client.ts";
import type { RecordPlatform } from "./device-id.ts";
import type { Joined } from "./record.ts";
import { walkPages } from "./walk-pages.ts";

type Reader = (api: AppliveryApi, key: string, call?: PrimaryCall) => Promise<Joined>;

const READERS: Record<RecordPlatform, Reader> = {
  async apple({ client, organizationId }, admDeviceId, call) {
    const answer = await client.getAppleDevice({ path: { organizationId, admDeviceId } }, call);
    return { apple: withoutSecrets(recordIn(answer, "getAppleDevice")) };
  },
  async android({ client, organizationId }, emmDeviceId, call) {
    const answer = await client.getAndroidDevice({ path: { organizationId, emmDeviceId } }, call);
    return { android: recordIn(answer, "getAndroidDevice") };
  },
  async windows({ client, organizationId }, winDeviceId, call) {
    const answer = await client.getWindowsDevice({ path: { organizationId, winDeviceId } }, call);
    return { windows: recordIn(answer, "getWindowsDevice") };
  },
};

/** The platform's own record, by its id, serial number or IMEI. */
export function readRecord(
  api: AppliveryApi,
  { key, platform }: { key: string; platform: RecordPlatform },
  { primary }: Pick<ReadRequest, "primary">,
): Promise<Joined> {
  return READERS[platform](api, key, primary);
}

/** Whoever has these can enroll a device. The engine takes them out of a row, but does not look into what is joined to it. */
function withoutSecrets({ enrollmentLink: _link, enrollCode: _code, ...record }: AppleDevice): AppleDevice {
  return record;
}

/**
 * The record behind an AOSP row, by the serial number both have: there is no call for a single one, and the row does
 * not name it. Nothing where the row has no serial number.
 */
export async function readAospRecord(
  { client, organizationId }: AppliveryApi,
  row: DeviceRow,
  { signal }: ReadRequest,
): Promise<AospDevice | undefined> {
  const serial = serialNumber(row.summary?.serialNumber);
  if (!serial) return undefined;
  const pages = walkPages("listAospDevices", 100, (query) =>
    client.listAospDevices({ path: { organizationId }, query }, { signal }),
  );
  for await (const record of pages) if (serialNumber(record?.summary?.serialNumber) === serial) return record;
  return undefined;
}
