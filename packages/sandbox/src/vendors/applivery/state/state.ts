import { schemas } from "@mdmkit/applivery/schemas";
import { asEnrolled } from "../../../engine/document/blank.ts";
import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { createTable } from "../../../engine/records/table.ts";
import { textOf } from "../../../engine/records/values.ts";
import { viewOf } from "../../../engine/records/view.ts";
import type { VendorContext } from "../../../engine/vendor/vendor-model.ts";
import { createDraw } from "../../../fleet/draw.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { appsOn, type InstalledApp, isPackage } from "../apps.ts";
import { indexOfId } from "../ids.ts";
import { type AppliveryPlatform, createInventory, type Inventory } from "../inventory.ts";
import type { AppliveryOptions } from "../options.ts";
import { renderDevice } from "../render/stored-device.ts";
import { renderUser } from "../render/user.ts";
import { createPolicies, type Policies } from "./policies.ts";

/** A command sent to a device, by the id of its platform's record. Passcodes and PINs are not kept. */
export type DeviceCommand = {
  id: string;
  kind: AppliveryPlatform;
  recordId: string;
  name: string;
  at: number;
  /** How often its status was read; by the second time the device has checked in. */
  asked: number;
};

/** The state of the fake Applivery. Change it to simulate changes by others. */
export type AppliveryState = {
  /** Devices by the id of their row in the list over all platforms. */
  readonly devices: Collection;
  /** The records of each platform, by the id, serial number or IMEI of a device. */
  readonly records: Readonly<Record<AppliveryPlatform, Collection>>;
  readonly users: Collection;
  /** Pending enrollments: also rows of the list over all platforms, unless only devices are requested. */
  readonly tokens: Collection;
  readonly audiences: Collection;
  readonly policies: Policies;
  readonly commands: DeviceCommand[];
  readonly inventory: Inventory;
  readonly fleet: Fleet;
  readonly options: AppliveryOptions;
  /** Id of the platform's record behind a row. */
  recordId(rowId: string): string;
  /** What is installed on the device of a row. */
  appsOn(rowId: string): InstalledApp[];
  command(order: Pick<DeviceCommand, "kind" | "recordId" | "name">): DeviceCommand;
};

export function createState(options: AppliveryOptions, context: VendorContext): AppliveryState {
  const { fleet, now } = context;
  const inventory = createInventory(fleet, { ...options, firstDevice: context.firstDevice });
  const policies = createPolicies(inventory);
  const devices = createDevices({ options, inventory, fleet, policies, size: context.devices });
  const commands: DeviceCommand[] = [];
  const recordId = (rowId: string) => inventory.recordId(indexOfId(rowId));
  const recordsOf = (kind: AppliveryPlatform) =>
    viewOf(devices, {
      has: ({ type }) => type === kind,
      id: recordId,
      key: (key) => rowIdOf(devices, inventory, key),
    });
  return {
    devices,
    records: {
      apple: recordsOf("apple"),
      android: recordsOf("android"),
      windows: recordsOf("windows"),
      aosp: recordsOf("aosp"),
    },
    users: createUsers(inventory, fleet),
    tokens: createTokens(inventory, { fleet, now: now(), size: Math.ceil(context.devices * 0.05) }),
    audiences: createTable({ id: (index) => inventory.otherId("audience", index) }, []),
    policies,
    commands,
    inventory,
    fleet,
    options,
    recordId,
    appsOn: (rowId) => appsOn(inventory.device(indexOfId(rowId)), fleet),
    command(order) {
      const command = { ...order, id: inventory.otherId("command", commands.length), at: now(), asked: 0 };
      commands.push(command);
      return command;
    },
  };
}

type Parts = {
  options: AppliveryOptions;
  inventory: Inventory;
  fleet: Fleet;
  policies: Policies;
  size: number;
};

function createDevices({ options, inventory, fleet, policies, size }: Parts): Collection {
  return createCollection({
    size,
    id: inventory.rowId,
    render(index) {
      const device = inventory.device(index);
      const kind = inventory.kindOf(index);
      const choices = policies[kind].rows("id");
      const [policy] = choices.slice(index % choices.length, (index % choices.length) + 1);
      const row = renderDevice({
        device,
        kind,
        id: inventory.rowId(index),
        ownerId: device.owner === null ? undefined : inventory.userId(device.owner),
        policyId: index % 5 === 4 ? undefined : String(policy?.id),
        seed: fleet.seed,
        packages: kind === "windows" ? appsOn(device, fleet).filter(isPackage) : [],
        agents: options.agents ?? 0.8,
      });
      return asEnrolled(row, fleet.isFresh(device.index), [schemas.Device, schemas]);
    },
  });
}

function createUsers(inventory: Inventory, fleet: Fleet): Collection {
  return createCollection({
    size: fleet.people,
    id: inventory.userId,
    blank: { tags: [], metadata: {}, inferredSegmentIds: [] },
    render: (index) => renderUser({ person: fleet.person(index), id: inventory.userId(index) }),
  });
}

/** The last people of the fleet wait for a device. */
function createTokens(
  inventory: Inventory,
  { fleet, now, size }: { fleet: Fleet; now: number; size: number },
): Collection {
  return createCollection({
    size: fleet.people > 0 ? size : 0,
    id: inventory.tokenId,
    render(index) {
      const draw = createDraw({ seed: fleet.seed, kind: "applivery-token", index });
      const kind = draw.pick<AppliveryPlatform>("kind", ["apple", "android", "windows"]);
      const mdmUserId = inventory.userId(Math.max(0, fleet.people - 1 - index));
      return { id: inventory.tokenId(index), type: kind, mdmUserId, createdAt: new Date(now).toISOString() };
    },
  });
}

/** The row of a device that a platform names by the id of its record, a serial number or an IMEI. */
function rowIdOf(devices: Collection, inventory: Inventory, key: string): string {
  if (/^[0-9a-f]{24}$/i.test(key)) {
    const index = indexOfId(key);
    return inventory.recordId(index) === key ? inventory.rowId(index) : "";
  }
  const found = (key === "" ? [] : devices.all()).find(({ summary }) =>
    [textOf(summary, "serialNumber"), textOf(summary, "imei")].includes(key),
  );
  return String(found?.id);
}
