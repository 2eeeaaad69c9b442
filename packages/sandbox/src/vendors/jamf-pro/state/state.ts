import { schemas } from "@mdmkit/jamf-pro/schemas";
import { asEnrolled, completed } from "../../../engine/document/blank.ts";
import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { recordsBy } from "../../../engine/records/per-version.ts";
import { createTable } from "../../../engine/records/table.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";
import { createTokens, type Tokens } from "../../../engine/vendor/tokens.ts";
import type { VendorContext } from "../../../engine/vendor/vendor-model.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { sites } from "../catalog.ts";
import { createInventory, DEVICE_TYPES, type DeviceType, IDS, type Inventory, idOf } from "../inventory.ts";
import type { JamfProOptions } from "../options.ts";
import { renderComputer } from "../render/computer.ts";
import { managedApps, renderManagedApp } from "../render/mobile-apps.ts";
import { renderMobileDevice } from "../render/mobile-device.ts";
import { blankUser, renderUser } from "../render/user.ts";
import { type ComputerEvent, renderWebhook } from "../render/webhook.ts";
import { type Command, type Commands, createCommands } from "./commands.ts";
import { createGroups, type Groups } from "./groups.ts";
import { createLag, type Lag } from "./lag.ts";
import { createUserGroups, type UserGroups } from "./user-groups.ts";

/** The state of the fake Jamf Pro. Change it to simulate changes by others. */
export type JamfProState = {
  /** Inventory of Macs, as v4 has it. */
  readonly computers: Collection;
  /** iPhones and iPads, as the list of details has them. */
  readonly mobileDevices: Collection;
  readonly users: Collection;
  readonly sites: Collection;
  /** Static and smart groups, of each kind of device. */
  readonly groups: Readonly<Record<DeviceType, Groups>>;
  readonly userGroups: UserGroups;
  /** Apps that the server distributes to mobile devices. */
  readonly managedApps: Collection;
  /** MDM commands, oldest first. */
  readonly commands: Commands;
  /** Plans to update an operating system. */
  readonly updatePlans: Collection;
  readonly tokens: Tokens;
  /** Those of API clients, which no request exchanges for another. */
  readonly clientTokens: Set<string>;
  readonly inventory: Inventory;
  readonly fleet: Fleet;
  readonly lag: Lag;
  /** PINs of the last lock of computers, by id. */
  readonly lockPins: Map<string, string>;
  devicesOf(kind: DeviceType): Collection;
  idOf(device: Row): string;
  /** The device with a management id. */
  deviceWith(managementId: string): ManagedDevice | undefined;
  /** What the server sends to a webhook about a computer, as JSON. Undefined if no computer has this id. */
  webhook(event: ComputerEvent, id: string): Row | undefined;
  /** Queues a command; undefined for a device that is not managed. */
  order(kind: DeviceType, to: { id: string; row: Row; type: string }): Command | undefined;
};

export type ManagedDevice = { readonly kind: DeviceType; readonly id: string; readonly row: Row };

/** The schemas of the records, and of what the lists say of all kinds of devices. */
const WHOLE = { computer: schemas.ComputerInventoryV4, mobile: schemas.MobileDeviceIosInventory };
const LISTED = { ...WHOLE, mobile: schemas.MobileDeviceInventory };

export function createState(options: JamfProOptions, context: VendorContext): JamfProState {
  const { fleet, devices, firstDevice, now } = context;
  const inventory = createInventory(fleet, { devices, firstDevice });
  const facts = { fleet, inventory, version: options.version };
  const commands = createCommands(fleet.seed, now);
  const enrolled = (kind: DeviceType, index: number, row: Row) => {
    const isFresh = fleet.isFresh(inventory.device(kind, index).index);
    return asEnrolled(completed(row, [WHOLE[kind], schemas]), isFresh, [LISTED[kind], schemas]);
  };
  const computers = createCollection({
    ...IDS,
    size: inventory.sizes.computer,
    render: (index) => enrolled("computer", index, renderComputer({ ...facts, index })),
  });
  const mobileDevices = createCollection({
    ...IDS,
    size: inventory.sizes.mobile,
    render: (index) => enrolled("mobile", index, renderMobileDevice({ ...facts, index })),
    identify: (row, mobileDeviceId) => ({ ...row, mobileDeviceId }),
  });
  const users = createCollection({
    ...IDS,
    size: fleet.people,
    blank: blankUser,
    twin: (user) => ({ ...user, username: `twin.${user.username}` }),
    render: (index) => renderUser({ person: fleet.person(index), id: idOf(index) }),
  });
  const devicesOf = (kind: DeviceType) => (kind === "computer" ? computers : mobileDevices);
  const idOfDevice = (row: Row) => String(row.id ?? row.mobileDeviceId);
  return {
    computers,
    mobileDevices,
    users,
    userGroups: createUserGroups(users),
    sites: createTable(IDS, sites, { divisionId: null }),
    managedApps: createCollection({ ...IDS, size: managedApps.length, render: renderManagedApp }),
    updatePlans: createTable(IDS, []),
    commands,
    tokens: createTokens({ seed: fleet.seed, kind: "jamf-token" }),
    clientTokens: new Set(),
    inventory,
    fleet,
    lag: createLag(options.lag ?? 0),
    groups: {
      computer: createGroups("computer", { devices: computers, idOf: idOfDevice }),
      mobile: createGroups("mobile", { devices: mobileDevices, idOf: idOfDevice }),
    },
    lockPins: new Map(),
    devicesOf,
    idOf: idOfDevice,
    deviceWith: (managementId) =>
      DEVICE_TYPES.flatMap((kind): ManagedDevice[] => {
        const [row] = recordsBy(devicesOf(kind), "general.managementId").get(managementId) ?? [];
        return row ? [{ kind, id: idOfDevice(row), row }] : [];
      })[0],
    webhook(event, id) {
      const computer = computers.get(id);
      return computer && renderWebhook(computer, { event, now: now() });
    },
    order(kind, { id, row, type }) {
      const managementId = valueAt(row, "general.managementId");
      return typeof managementId === "string" ? commands.add({ kind, id, type, managementId }) : undefined;
    },
  };
}
