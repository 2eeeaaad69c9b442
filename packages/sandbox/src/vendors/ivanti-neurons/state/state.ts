import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { asInteger, type Row } from "../../../engine/records/values.ts";
import type { VendorContext } from "../../../engine/vendor/vendor-model.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { createInventory, type Inventory } from "../inventory.ts";
import type { IvantiNeuronsOptions } from "../options.ts";
import { blankAccount, renderAccount } from "../render/account.ts";
import { renderDevice } from "../render/device.ts";

/** An order given to a device. PINs are not kept. */
export type DeviceCommand = { name: string; id: number; at: number };

/** Everything the fake tenant knows. Change it to act behind the client's back. */
export type IvantiNeuronsState = {
  /** Whole records, as the details have them; lists hand out less. Owners are looked up when read. */
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
  /** Devices about to be given up, by id. */
  readonly relinquishing: Set<string>;
  command(name: string, id: number): void;
  /** What happens when a device checks in: what was pending is done. */
  checkIn(id: string): void;
};

export function createState(
  { spaces = 2 }: IvantiNeuronsOptions,
  { fleet, devices, firstDevice, now }: VendorContext,
): IvantiNeuronsState {
  const inventory = createInventory(fleet, { firstDevice, spaces });
  const commands: DeviceCommand[] = [];
  const reassignments = new Map<string, number>();
  const records = createDevices(inventory, devices);
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

function createDevices(inventory: Inventory, size: number): Collection {
  return createCollection({
    size,
    id: inventory.deviceId,
    index: inventory.deviceIndex,
    identify: withNumber,
    render: (index) => renderDevice({ index, inventory, device: inventory.device(index) }),
  });
}

function createUsers(inventory: Inventory, fleet: Fleet): Collection {
  return createCollection({
    size: fleet.people,
    id: inventory.accountId,
    index: inventory.accountIndex,
    identify: (row, id) => ({ ...blankAccount, ...withNumber(row, id) }),
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
