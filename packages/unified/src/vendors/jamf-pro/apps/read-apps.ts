import type { InvalidResponseError } from "@mdmkit/runtime";
import {
  endOfPage,
  isRecord,
  type Page,
  type PageEnd,
  type PageRequest,
  type PrimaryCall,
  readPageAt,
} from "@mdmkit/unified/vendor";
import { vendorId } from "../api/device-id.ts";
import { invalidResponse } from "../api/errors.ts";
import { isMobileDevice, type JamfProAppRecord, type JamfProDeviceRecord } from "../api/record.ts";
import type { DevicePage, InventoryReader } from "../devices/read-inventory.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { applicationsOf } from "./app-id.ts";
import type { AppPosition } from "./app-position.ts";

/** The apps of one page of devices, all of them. */
export type AppBatch = {
  apps: readonly (JamfProAppRecord | null)[];
  /** Whether the source has a page after this one. */
  end: PageEnd;
  /** How many devices there are in all, as this page or one before it says. */
  total?: number | undefined;
  /** Id of the last device. */
  lastDevice: string;
  doubt?: Page<unknown>["doubt"];
};

export type AppReader = (
  position: AppPosition,
  filter: string | undefined,
  request: Pick<PageRequest<never>, "primary" | "split">,
) => Promise<AppBatch>;

/** Reads apps page by page of the devices that have them, and at last those that the server distributes. */
export function createAppReader(client: JamfProApi, reader: InventoryReader): AppReader {
  return async (position, filter, request) => {
    const { source } = position;
    if (source === "managed") {
      return { apps: await readManagedApps(client, request.primary), end: "last", lastDevice: "" };
    }
    const read = await readPageAt(position, request, (place, call) =>
      reader.page(source, { ...place, filter, detail: "apps" }, call),
    );
    const total = read.total ?? position.total;
    return {
      apps: read.items.flatMap((device) => (device ? appsOn(device) : [null])),
      end: endOfPage(position, { items: read.items, total }),
      total,
      lastDevice: idOf(read.items.findLast(isRecord)) || position.after,
      doubt: doubtIn(position, read),
    };
  };
}

/** The apps on a device, each with what of the device's record it needs. One that says nothing leaves a record to be counted. */
export function appsOn(device: JamfProDeviceRecord): JamfProAppRecord[] {
  if (!idOf(device)) return [{ application: null }];
  const applications = applicationsOf(device);
  if (!Array.isArray(applications)) return [{ application: null }];
  if (!isMobileDevice(device)) {
    const { platform, reportDate } = device.general ?? {};
    const about = { id: device.id, general: { platform, reportDate } };
    return applications.map((application) => ({ ...about, application }));
  }
  const { mobileDeviceId, deviceType, general, hardware } = device;
  const about = {
    mobileDeviceId,
    deviceType,
    general: { lastInventoryUpdateDate: general?.lastInventoryUpdateDate },
    hardware: { model: hardware?.model, modelIdentifier: hardware?.modelIdentifier },
  };
  return applications.map((application) => ({ ...about, application }));
}

const idOf = (device: JamfProDeviceRecord | null | undefined): string =>
  isRecord(device) ? vendorId(device) : "";

/** What the paging of devices shows, of which the count of apps would show nothing. */
function doubtIn({ page, size, at, total, after }: AppPosition, read: DevicePage): AppBatch["doubt"] {
  const latest = read.total ?? total;
  if (total !== undefined && latest !== undefined && latest < total) return "total-shrank";
  const counted = page * size + read.items.length;
  if (latest !== undefined && counted > latest && read.items.length > 0) return "total-exceeded";
  const isPart = latest !== undefined && counted < latest;
  if (isPart && read.items.length < size) return "short";
  if (at > 0 || page === 0) return undefined;
  const first = idOf(read.items[0]);
  return first && Number(first) <= Number(after) ? "shifted" : undefined;
}

async function readManagedApps(
  client: JamfProApi,
  options: PrimaryCall | undefined,
): Promise<JamfProAppRecord[]> {
  const response = await client.findMobileDeviceApplications({}, options);
  const apps = response?.mobile_device_applications;
  if (!Array.isArray(apps)) throw unreadable("managed");
  return apps.map((general) => (isRecord(general) ? { general } : general));
}

const OPERATIONS = {
  computer: "listComputers",
  mobile: "listMobileDeviceDetails",
  managed: "findMobileDeviceApplications",
};

export function unreadable(source: keyof typeof OPERATIONS): InvalidResponseError {
  return invalidResponse(OPERATIONS[source], "the response contains no list of applications.");
}
