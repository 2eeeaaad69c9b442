import { schemas } from "@mdmkit/ivanti-neurons/schemas";
import { asEnrolled, completed } from "../../../engine/document/blank.ts";
import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { asInteger, type Row } from "../../../engine/records/values.ts";
import type { VendorContext } from "../../../engine/vendor/vendor-model.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { createInventory, type Inventory } from "../inventory.ts";
import type { IvantiNeuronsOptions } from "../options.ts";
import { blankAccount, renderAccount } from "../render/account.ts";
import { renderDevice } from "../render/device.ts";

/** A command sent to a device. PINs are not kept. */
type DeviceCommand = { name: string; id: number; at: number };

/** The state of the fake tenant. Change it to simulate changes by others. */
export type IvantiNeuronsState = {
  /** Whole records, as the details have them; lists have fewer properties. Owners are looked up when read. */
  readonly devices: Collection;
  readonly users: Collection;
  /** Locks, wipes, messages and the like, oldest first. */
  readonly commands: DeviceCommand[];
  readonly inventory: Inventory;
  readonly fleet: Fleet;
  /** Names of custom attributes as they were first written; device records have them in lower case. */
  readonly attributeNames: Map<string, string>;
  /** Names, in lower case, of the attributes that hold numbers. */
  readonly numericAttributes: Set<string>;
  /** Configurations kept from a device, by device id. */
  readonly excludedConfigs: Map<string, Set<number>>;
  /** New owners of devices that have not checked in since, by device id. */
  readonly reassignments: Map<string, number>;
  /** Devices whose ownership is being relinquished, by id. */
  readonly relinquishing: Set<string>;
  command(name: string, id: number): void;
  /** Ids of the devices in a space. */
  inSpace(id: number | undefined): string[];
  /** A device checks in: pending actions take effect. */
  checkIn(id: string): void;
};

export function createState(
  { spaces = 2 }: IvantiNeuronsOptions,
  { fleet, devices, firstDevice, now }: VendorContext,
): IvantiNeuronsState {
  const inventory = createInventory(fleet, { firstDevice, spaces });
  const commands: DeviceCommand[] = [];
  const reassignments = new Map<string, number>();
  const records = createDevices(inventory, { fleet, size: devices });
  return {
    devices: records,
    users: createUsers(inventory, fleet),
    commands,
    inventory,
    fleet,
    attributeNames: new Map([["assettag", "assetTag"]]),
    numericAttributes: new Set(),
    excludedConfigs: new Map(),
    reassignments,
    relinquishing: new Set(),
    inSpace: (id) =>
      records.ids().filter((device) => inventory.spaceOf(inventory.deviceIndex(device)) === id),
    command: (name, id) => void commands.push({ name, id, at: now() }),
    checkIn(id) {
      const row = records.get(id);
      if (!row) return;
      const ownerId = reassignments.get(id);
      reassignments.delete(id);
      records.update(id, {
        lastCheckin: now(),
        registrationState: DONE[String(row.registrationState)] ?? row.registrationState,
        ...(ownerId !== undefined && {
          ownerId,
          changeOwnerCounter: (asInteger(row.changeOwnerCounter) ?? 0) + 1,
        }),
      });
    },
  };
}

const DONE: Readonly<Record<string, string>> = {
  RETIRE_PENDING: "RETIRED",
  RETIRE_SENT: "RETIRED",
  WIPE_PENDING: "WIPED",
  WIPE_SENT: "WIPED",
};

const withNumber = (row: Row, id: string): Row => ({ ...row, id: Number(id) });

function createDevices(inventory: Inventory, { fleet, size }: { fleet: Fleet; size: number }): Collection {
  return createCollection({
    size,
    id: inventory.deviceId,
    index: inventory.deviceIndex,
    identify: withNumber,
    render(index) {
      const device = inventory.device(index);
      const row = completed(renderDevice({ index, inventory, device }), [schemas.DeviceDetails, schemas]);
      return asEnrolled(row, fleet.isFresh(device.index), [schemas.DeviceDetails, schemas]);
    },
  });
}

function createUsers(inventory: Inventory, fleet: Fleet): Collection {
  return createCollection({
    size: fleet.people,
    id: inventory.accountId,
    index: inventory.accountIndex,
    identify: (row, id) => ({ ...blankAccount, ...withNumber(row, id) }),
    twin: (account) => ({ ...account, uid: `twin.${account.uid}` }),
    render: (index) => renderAccount({ person: fleet.person(index), id: Number(inventory.accountId(index)) }),
  });
}

/** The record of an id or guid. */
export function deviceOf({ devices, inventory }: IvantiNeuronsState, idOrGuid: string): Row | undefined {
  const index = inventory.deviceIndex(idOrGuid);
  const isGuid = idOrGuid.includes("-");
  if (isGuid && inventory.guid(index) !== idOrGuid.toLowerCase()) return undefined;
  return devices.get(isGuid ? inventory.deviceId(index) : idOrGuid);
}
