import { schemas } from "@mdmkit/simplemdm/schemas";
import { asEnrolled } from "../../engine/document/blank.ts";
import { type Collection, createCollection } from "../../engine/records/collection.ts";
import { createTable } from "../../engine/records/table.ts";
import type { Row } from "../../engine/records/values.ts";
import type { VendorContext } from "../../engine/vendor/vendor-model.ts";
import type { PhysicalDevice } from "../../fleet/device.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { placesOf } from "../../fleet/places.ts";
import { isApple } from "../../fleet/platforms.ts";
import { APP_IDS, DEVICE_GROUP_IDS, DEVICE_IDS, deviceOfApp, GROUP_IDS, installedApps } from "./inventory.ts";
import type { SimpleMDMOptions } from "./options.ts";
import { awaiting, DEVICE_GROUPS, GROUPS, renderDevice } from "./render-device.ts";

/** The state of the fake SimpleMDM. Change it to simulate changes by others. */
export type SimpleMDMState = {
  readonly account: Row;
  readonly devices: Collection;
  readonly assignmentGroups: Collection;
  readonly deviceGroups: Collection;
  readonly apps: Collection;
  readonly customAttributes: Collection;
  /** Custom attributes of groups, by group and name. */
  readonly groupValues: Map<string, Row>;
  readonly fleet: Fleet;
  readonly options: SimpleMDMOptions;
  hardwareOf(deviceId: string): PhysicalDevice;
  /** The apps on a device. */
  appsOn(deviceId: string): readonly Row[];
  /** An app on a device, and the device. */
  installedApp(id: string): { app: Row; deviceId: string } | undefined;
};

export function createState(
  options: SimpleMDMOptions,
  { fleet, devices: size, firstDevice }: VendorContext,
): SimpleMDMState {
  const placeOf = placesOf(fleet, { first: firstDevice, has: isApple });
  const hardware = (index: number) => fleet.device(placeOf(index));
  const devices = createDevices(options, { fleet, size, hardware });
  const hardwareOf = (id: string) => hardware(DEVICE_IDS.index(id));
  const appsOn = (id: string) => {
    const isEnrolled = Object(devices.get(id)?.attributes).os_version != null;
    return isEnrolled ? installedApps(fleet, hardwareOf(id), DEVICE_IDS.index(id)) : [];
  };
  return {
    account: { name: "Example Bakery", apple_store_country_code: "US" },
    devices,
    assignmentGroups: records(
      "assignment_group",
      GROUP_IDS,
      GROUPS.map((group, priority) => ({ ...group, auto_deploy: true, priority, type: "standard" })),
    ),
    deviceGroups: records("device_group", DEVICE_GROUP_IDS, DEVICE_GROUPS),
    apps: records("app", APP_IDS, [
      { name: "Slack", app_type: "app store", bundle_identifier: "com.tinyspeck.slackmacgap" },
      { name: "Surf Report", app_type: "enterprise", bundle_identifier: "com.example.surf", version: "2.2" },
    ]),
    customAttributes: createCustomAttributes(),
    groupValues: new Map(),
    fleet,
    options,
    hardwareOf,
    appsOn,
    installedApp(id) {
      const deviceId = String(DEVICE_IDS.id(deviceOfApp(id)));
      const app = devices.get(deviceId) && appsOn(deviceId).find((one) => String(one.id) === id);
      return app && { app, deviceId };
    },
  };
}

function createDevices(
  { older = false }: SimpleMDMOptions,
  { fleet, size, hardware }: { fleet: Fleet; size: number; hardware: (index: number) => PhysicalDevice },
): Collection {
  return createCollection({
    ...DEVICE_IDS,
    size,
    blank: { type: "device", attributes: awaiting(0) },
    render(index) {
      const device = hardware(index);
      const row = renderDevice({ index, device, seed: fleet.seed, older });
      return asEnrolled(row, fleet.isFresh(device.index), [schemas.Device, schemas]);
    },
  });
}

/** Records that are little more than their attributes. */
function records(type: string, ids: typeof APP_IDS, rows: readonly Row[]): Collection {
  return createTable(
    ids,
    rows.map((attributes) => ({ attributes })),
    { type },
  );
}

/** The name of a custom attribute is its id. */
function createCustomAttributes(): Collection {
  const names = ["asset_tag", "cost_center", "admin_note"];
  return createCollection({
    size: names.length,
    id: (index) => names[index] ?? "",
    index: (id) => names.indexOf(id),
    identify(row) {
      names.push(String(row.id));
      return row;
    },
    render: (index) => customAttribute(names[index] ?? ""),
    twin: () => customAttribute(`attribute_${names.length}`),
  });
}

export const customAttribute = (name: string, default_value: unknown = ""): Row => ({
  type: "custom_attribute",
  id: name,
  attributes: { name, default_value },
});
