import { NotFoundError } from "@mdmkit/runtime";
import type { VendorErrors } from "../contract/errors.ts";
import type { App, AppFilters, Platform } from "../contract/model.ts";
import type {
  GetRequest,
  Page,
  PageRequest,
  PrimaryCall,
  ReadRequest,
} from "../contract/resource-contract.ts";
import { pick } from "./filters.ts";
import { listParts, type PartBatch } from "./list-parts.ts";
import { createMatcher } from "./match.ts";

type DeviceApps<Raw, Device> = {
  readonly errors: VendorErrors;
  /** The operation that has the apps of a device. */
  readonly operation: string;
  /** About how many apps a device has, by which the size of pages of devices is chosen. */
  readonly perDevice: number;
  /** The most devices of a page. Default: no limit. */
  readonly mostDevices?: number;
  /** The device with an id; undefined or `NotFoundError` if there is none. */
  deviceOf(id: string, request: ReadRequest): Promise<Device | undefined>;
  /** A page of all devices; null for one that cannot be read. */
  devicesAt(
    place: Pick<PageRequest<never>, "cursor" | "limit">,
    request: PageRequest<AppFilters>,
  ): Promise<Page<Device>>;
  platformOf(device: Device): Platform;
  /** All apps on a device. */
  appsOn(device: Device, call: PrimaryCall | undefined): readonly Raw[] | Promise<readonly Raw[]>;
  map(raw: Raw): Pick<App, "id">;
};

/**
 * Reads of apps that a vendor has by device: a page is made of the apps of some devices. Devices of other platforms than those wanted
 * are passed over. The id of an app begins with that of its device and a colon.
 */
export function appsByDevice<Raw extends object, Device>({
  errors,
  operation,
  ...own
}: DeviceApps<Raw, Device>) {
  const appsOn = (device: Device, call: PrimaryCall | undefined) =>
    unlessGone(async () => own.appsOn(device, call), []);

  const deviceOf = (id: string, request: ReadRequest) => unlessGone(async () => own.deviceOf(id, request));

  async function oneDevice(id: string, request: ReadRequest): Promise<Page<Device>> {
    const device = await deviceOf(id, request);
    return { items: device === undefined ? [] : [device] };
  }

  async function appsOf(
    { items, next, doubt, gaps }: Page<Device>,
    { filters, primary }: PageRequest<AppFilters>,
  ): Promise<PartBatch<Raw>> {
    const isWanted = createMatcher<Pick<App, "platform">>(
      pick(filters, (name) => name === "platform" || name === "device_type"),
    );
    const known = items.filter((device) => device !== null);
    const wanted = known.filter((device) => isWanted({ platform: own.platformOf(device) }) !== false);
    const lists = await Promise.all(wanted.map((device) => appsOn(device, primary)));
    const isShort = known.length < items.length;
    return { items: lists.flat(), next, gaps, doubt: isShort ? "short" : doubt };
  }

  return {
    list(request: PageRequest<AppFilters>): Promise<Page<Raw>> {
      const deviceId = request.filters.device?.id;
      return listParts<Raw>(request, {
        perHolder: own.perDevice,
        mostHolders: own.mostDevices,
        idOf: (app) => own.map(app).id,
        invalidCursor: () => errors.invalidCursor("apps.list"),
        async load(cursor, limit) {
          const devices = deviceId
            ? await oneDevice(deviceId, request)
            : await own.devicesAt({ cursor, limit }, request);
          return appsOf(devices, request);
        },
      });
    },

    async get(id: string, request: GetRequest): Promise<Raw> {
      const device = await deviceOf(id.slice(0, id.indexOf(":")), request);
      const apps = device === undefined ? [] : await appsOn(device, request.primary);
      const app = apps.find((candidate) => own.map(candidate).id === id);
      if (app) return app;
      throw errors.notFound(operation, "app not found on this device.");
    },
  };
}

/** The result of a read, or `gone` if its record is not there any more: a deleted device has no apps. */
export async function unlessGone<Result>(read: () => Promise<Result>): Promise<Result | undefined>;
export async function unlessGone<Result>(read: () => Promise<Result>, gone: Result): Promise<Result>;
export async function unlessGone<Result>(
  read: () => Promise<Result>,
  gone?: Result,
): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotFoundError) return gone;
    throw error;
  }
}
