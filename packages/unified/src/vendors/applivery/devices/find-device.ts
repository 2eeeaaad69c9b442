import type { AppliverySchemas, DeviceRow } from "@mdmkit/applivery";
import {
  createSupportingReads,
  type GetRequest,
  type ReadRequest,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import { type AppliveryDeviceRecord, devicePlatformOf, type Joined, recordOf } from "../api/record.ts";
import { walkPages } from "../api/walk-pages.ts";
import type { AppliveryReadWorkspace } from "../api/workspace.ts";
import { type DeviceId, parseDeviceId, pointerOf, type RecordPlatform } from "./device-id.ts";
import { type AospFinder, createAospFinder, readRecord } from "./read-record.ts";

/** What rows of the list do not have. */
export const GET_ONLY = [
  "compliance_status",
  "disk_encryption",
  "management_id",
  "passcode_present",
] as const;

/** What only the row has. */
const ROW_FIELDS = ["created_at", "updated_at", "last_enrolled_at", "organization"] as const;

const OPERATIONS: Record<RecordPlatform, string> = {
  apple: "getAppleDevice",
  android: "getAndroidDevice",
  windows: "getWindowsDevice",
};

/** A device by our id: from its platform's record, or from the list where the id is that of a row. */
export function findDevice(
  workspace: AppliveryReadWorkspace,
  deviceId: string,
  request: GetRequest,
): Promise<AppliveryDeviceRecord> {
  const id = parseDeviceId(deviceId);
  return id.kind === "record" ? fromRecord(workspace, id, request) : fromRow(workspace, id, request);
}

/** The record, and beside it what only the row has: dates, the workspace's name. */
async function fromRecord(
  workspace: AppliveryReadWorkspace,
  { id, platform }: Extract<DeviceId, { kind: "record" }>,
  request: GetRequest,
): Promise<AppliveryDeviceRecord> {
  const joined = await readRecord(workspace, { key: id, platform }, request);
  const device: AppliveryDeviceRecord = { ...pointerTo({ id, platform }), ...joined };
  const narrowed = request.detail === "full" ? rowQueryOf(device) : undefined;
  if (!narrowed) return device;
  const reads = createSupportingReads("get", request);
  const row = await reads.read("listDevices", ROW_FIELDS, async (unreadable) => {
    const isIt = (found: DeviceRow) => pointerOf(found) === id;
    const primary = { signal: request.signal };
    const found = await findRow(workspace, { type: platform, ...narrowed }, isIt, { primary });
    if (!found) unreadable("No row of the list refers to this record.");
    return found;
  });
  return { ...row, ...device };
}

const POINTERS: Record<RecordPlatform, (id: string) => DeviceRow> = {
  apple: (id) => ({ type: "apple", admDevice: id }),
  android: (id) => ({ type: "android", emmDevice: id }),
  windows: (id) => ({ type: "windows", winDevice: id }),
};

/** As much of a row as an id contains: which record exists. */
export function pointerTo({ id, platform }: { id: string; platform: RecordPlatform }): DeviceRow {
  return POINTERS[platform](id);
}

/** The row, and the record it leads to. */
async function fromRow(
  workspace: AppliveryReadWorkspace,
  { id, platform }: Extract<DeviceId, { kind: "row" }>,
  request: GetRequest,
): Promise<AppliveryDeviceRecord> {
  const row = await findRow(workspace, { type: platform }, (found) => found.id === id, request);
  if (row)
    return { ...row, ...(await recordBehind(workspace, row, request, createAospFinder(workspace, request))) };
  throw notFound("listDevices", "device not found.");
}

/** The platform's record behind a row; nothing where the row does not lead to one. */
export async function recordBehind(
  workspace: AppliveryReadWorkspace,
  row: DeviceRow,
  { signal, gaps }: Pick<GetRequest, "signal" | "gaps">,
  findAosp: AospFinder,
): Promise<Joined | undefined> {
  const reads = createSupportingReads("get", { gaps }); // whatever the fields, since the record has most of them
  const platform = devicePlatformOf(row);
  if (platform === "aosp")
    return { aosp: await reads.read("listAospDevices", GET_ONLY, (unreadable) => findAosp(row, unreadable)) };
  const key = pointerOf(row) ?? serialNumber(row.summary?.serialNumber);
  // Other characters cannot stand in the path.
  if (!platform || !key || !/^\w+$/.test(key)) return {};
  return reads.read(OPERATIONS[platform], GET_ONLY, () =>
    readRecord(workspace, { key, platform }, { primary: { signal } }),
  );
}

type RowQuery = { type?: AppliverySchemas["DevicePlatform"]; serialNumber?: string; name?: string };

/** What finds the row of a record without reading the whole list; virtual machines have no serial number. */
function rowQueryOf(device: AppliveryDeviceRecord): RowQuery | undefined {
  const record = recordOf(device);
  const serial = serialNumber(record?.summary?.serialNumber);
  if (serial) return { serialNumber: serial };
  const name = text(record?.displayName) ?? text(record?.summary?.name);
  return name ? { name } : undefined;
}

async function findRow(
  { client, organizationId }: AppliveryReadWorkspace,
  narrowed: RowQuery,
  isIt: (row: DeviceRow) => boolean,
  { primary }: ReadRequest,
): Promise<DeviceRow | undefined> {
  const rows = walkPages("listDevices", LIST_PAGE_SIZE, (paging) =>
    client.listDevices(
      { path: { organizationId }, query: { subType: "device", ...narrowed, ...paging } },
      primary,
    ),
  );
  for await (const row of rows) if (row && isIt(row)) return row;
  return undefined;
}

/** The largest page of devices that this adapter requests; the vendor allows ten times that. */
export const LIST_PAGE_SIZE = 1000;
