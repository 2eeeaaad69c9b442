import type { Rows } from "../../../engine/records/rows.ts";
import { type Row, textOf, valueAt } from "../../../engine/records/values.ts";
import type { Call } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { PLATFORMS } from "../inventory.ts";
import { deviceFilter, queryKey } from "../query/device-filters.ts";
import { page, success } from "../query/page.ts";
import { select } from "../query/select.ts";
import type { AppliveryState } from "../state/state.ts";
import { distinct, type Handlers, list } from "./handler.ts";
import { kindOf, rowView, tokenView } from "./views.ts";

/** Devices, and pending enrollments after them unless only devices are requested. */
function everything(call: Call, state: AppliveryState): Rows {
  const { subType, ...filters } = call.query;
  const selection = { key: queryKey(call), keep: deviceFilter(filters), sort: textOf(call.query, "sort") };
  const devices = select(state.devices, selection);
  if (subType === "device") return devices;
  const tokens = state.tokens.all().filter(deviceFilter(filters) ?? (() => true));
  return subType === "enrollment" ? tokens : [...devices.slice(0, devices.length), ...tokens];
}

const view = (state: AppliveryState) => (record: Row) =>
  record.summary === undefined ? tokenView(record, state) : rowView(record, state);

/** How many devices run each version of a system. */
function osVersions(call: Call, state: AppliveryState): Row[] {
  const systems = state.devices
    .all()
    .map(({ summary }) => ({ value: textOf(summary, "osVersion"), os: textOf(summary, "os") }))
    .filter(({ os }) => (call.query.os ?? os) === os);
  const equal = Map.groupBy(systems, ({ os, value }) => `${os} ${value}`);
  return [...equal.values()].map((same) => ({ ...same[0], count: same.length }));
}

const LOCATED = { emmDevice: "android", admDevice: "apple", winDevice: "windows" } as const;

function isLocated(type: string): type is keyof typeof LOCATED {
  return Object.hasOwn(LOCATED, type);
}

export const deviceHandlers = {
  listDevices: (call, state) => page(call, everything(call, state), view(state)),
  listDeviceTags: (_call, state) => success(distinct(state.devices.all().flatMap(({ tags }) => tags))),
  listDeviceOsVersions: (call, state) => success(osVersions(call, state)),
  listDeviceLocations(call, state) {
    const { type = "", identifier = "" } = call.path;
    const device = isLocated(type) ? state.records[LOCATED[type]].get(identifier) : undefined;
    if (device === undefined) return failure(3001);
    const address = {
      address: "Example Street",
      number: "1",
      postalCode: "0150",
      city: "Oslo",
      country: "NO",
    };
    const place = { latitude: 59.91, longitude: 10.75, address };
    return list([{ id: device.id, type, identifier, date: device.updatedAt, ...place }], state);
  },
  /** Returns 3001 where there is no agent to show it. */
  sendPushNotification(call, state) {
    const identifier = textOf(call.body, "identifier");
    const device = PLATFORMS.map((kind) => state.records[kind].get(identifier)).find((found) => found);
    if (device?.agent !== true) return failure(3001);
    const { id } = state.command({ kind: kindOf(device), recordId: identifier, name: "notification" });
    return success({ id });
  },
  listDeviceAudiences: (_call, state) => list(state.audiences.all(), state),
  previewDeviceAudience(call, state) {
    const serials = valueAt(call.record, "selectors.serialNumbers");
    const chosen = state.devices
      .all()
      .filter((device) => Array.isArray(serials) && serials.includes(textOf(device, "summary.serialNumber")));
    return list(chosen.map(view(state)), state);
  },
  getOrganization: (_call, { inventory }) => success({ id: inventory.organizationId }),
} satisfies Handlers;
