import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";
import { createTokens, type Tokens } from "../../../engine/vendor/tokens.ts";
import type { VendorContext } from "../../../engine/vendor/vendor-model.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import type { JamfProOptions } from "../options.ts";
import { renderComputer } from "../render/computer.ts";
import { managedApps, renderManagedApp } from "../render/mobile-apps.ts";
import { renderMobileDevice } from "../render/mobile-device.ts";
import { renderUser } from "../render/user.ts";
import { sites } from "./catalog.ts";
import { type Command, type Commands, createCommands } from "./commands.ts";
import { createInventory, type Inventory, idOf, indexOf, type Kind } from "./inventory.ts";
import { createLag, type Lag } from "./lag.ts";

/** Everything the fake Jamf Pro knows. Change it to act behind the client's back. */
export type JamfProState = {
  /** Inventory of Macs, as v4 has it. */
  readonly computers: Collection;
  /** iPhones and iPads, as the list of details has them. */
  readonly mobileDevices: Collection;
  readonly users: Collection;
  readonly sites: Collection;
  /** Apps that the server distributes to mobile devices. */
  readonly managedApps: Collection;
  /** MDM commands, oldest first. */
  readonly commands: Commands;
  /** Plans to update an operating system. */
  readonly updatePlans: Collection;
  readonly tokens: Tokens;
  readonly inventory: Inventory;
  readonly fleet: Fleet;
  readonly lag: Lag;
  devicesOf(kind: Kind): Collection;
  /** Queues a command; nothing for a device that is not managed. */
  order(kind: Kind, to: { id: string; row: Row; type: string }): Command | undefined;
};

export function createState(options: JamfProOptions, context: VendorContext): JamfProState {
  const { fleet, devices, firstDevice, now } = context;
  const inventory = createInventory(fleet, { devices, firstDevice });
  const facts = { fleet, inventory };
  const numbered = { id: idOf, index: indexOf };
  const commands = createCommands(fleet.seed, now);
  const computers = createCollection({
    ...numbered,
    size: inventory.sizes.computer,
    render: (index) => renderComputer({ ...facts, index }),
  });
  const mobileDevices = createCollection({
    ...numbered,
    size: inventory.sizes.mobile,
    render: (index) => renderMobileDevice({ ...facts, index }),
    identify: (row, mobileDeviceId) => ({ ...row, mobileDeviceId }),
  });
  return {
    computers,
    mobileDevices,
    users: createCollection({
      ...numbered,
      size: fleet.people,
      render: (index) => renderUser({ person: fleet.person(index), id: idOf(index) }),
    }),
    sites: createCollection({
      ...numbered,
      size: sites.length,
      render: (index) => sites[index] ?? { id: idOf(index), name: `Site ${index + 1}`, divisionId: null },
    }),
    managedApps: createCollection({ ...numbered, size: managedApps.length, render: renderManagedApp }),
    updatePlans: createCollection({ ...numbered, size: 0, render: () => ({}) }),
    commands,
    tokens: createTokens({ seed: fleet.seed, kind: "jamf-token" }),
    inventory,
    fleet,
    lag: createLag(options.lag ?? 0),
    devicesOf: (kind) => (kind === "computer" ? computers : mobileDevices),
    order(kind, { id, row, type }) {
      const managementId = valueAt(row, "general.managementId");
      return typeof managementId === "string" ? commands.add({ kind, id, type, managementId }) : undefined;
    },
  };
}
