import type { End, Links } from "../../../engine/operations/links.ts";
import type { Collection } from "../../../engine/records/collection.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";
import { createTokens, type Tokens } from "../../../engine/vendor/tokens.ts";
import type { VendorContext } from "../../../engine/vendor/vendor-model.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { createInventory, type Inventory } from "../inventory.ts";
import type { JumpCloudOptions } from "../options.ts";
import { softwareTables } from "../render/insights/software.ts";
import { rowsOfTable } from "../render/insights/table-rows.ts";
import { hasAgent } from "../render/system.ts";
import { type Catalog, createCatalog } from "./catalog.ts";
import { createJumpCloudLinks } from "./links.ts";
import {
  createAppleDevices,
  createGoogleDevices,
  createOrganizations,
  createSystems,
  createUsers,
} from "./records.ts";

/** A command sent to a device. PINs and passwords are not kept. */
type DeviceCommand = {
  name: string;
  /** Which kind of record `id` names. */
  target: "system" | "apple" | "google";
  id: string;
  at: number;
};

/** The state of the fake JumpCloud. Change it to simulate changes by others. */
export type JumpCloudState = {
  readonly systems: Collection;
  readonly users: Collection;
  readonly appleDevices: Collection;
  readonly googleDevices: Collection;
  readonly organizations: Collection;
  /** Locks, erases, restarts and the like, oldest first. */
  readonly commands: DeviceCommand[];
  readonly tokens: Tokens;
  /** Which records are bound to each other. */
  readonly links: Links;
  /** Ids of the records that one is bound to, as far as they exist. */
  linked(from: End, to: "system" | "policy" | "software_app"): string[];
  readonly catalog: Catalog;
  readonly inventory: Inventory;
  readonly fleet: Fleet;
  /** System Insights of a system, after changes. */
  insightsEnabled(index: number): boolean;
  /** The installed software in System Insights: the rows of a table, system after system. */
  software(table: "apps" | "programs" | "linux_packages"): Row[];
  command(name: string, to: Pick<DeviceCommand, "target" | "id">): void;
  /** The log of Directory Insights, oldest first. */
  readonly events: Row[];
  /** Adds an event about a record to the log. */
  note(event: { type: string; resource: { type: string; id: string } }): void;
};

export function createState(options: JumpCloudOptions, context: VendorContext): JumpCloudState {
  const { fleet, devices, now } = context;
  const inventory = createInventory(fleet, { ...options, firstDevice: context.firstDevice });
  const users = createUsers(fleet, inventory);
  const appleDevices = createAppleDevices(inventory, devices);
  const systems = createSystems(inventory, { fleet, devices, users, appleDevices });
  const googleDevices = createGoogleDevices(inventory, { fleet, devices });
  const catalog = createCatalog(inventory, now());
  const links = createJumpCloudLinks({ inventory, fleet, systems, users, catalog });
  const targets = { system: systems, policy: catalog.policies, software_app: catalog.apps };
  const events: Row[] = [];
  const commands: DeviceCommand[] = [];
  const state: JumpCloudState = {
    systems,
    users,
    appleDevices,
    googleDevices,
    organizations: createOrganizations(inventory, { size: options.organizations ?? 1, now: now() }),
    commands,
    tokens: createTokens({ seed: fleet.seed, kind: "token" }),
    links,
    linked: (from, to) => links.list(from, to).filter((id) => targets[to].indexOf(id) !== undefined),
    catalog,
    inventory,
    fleet,
    events,
    note({ type, resource }) {
      events.push({
        id: inventory.otherId("event", events.length),
        timestamp: new Date(now()).toISOString(),
        service: "directory",
        event_type: type,
        organization: inventory.organizationId,
        provider: null,
        success: true,
        initiated_by: { type: "admin", id: inventory.otherId("administrator", 0) },
        resource,
      });
    },
    insightsEnabled(index) {
      const changed = systems.changed(index);
      if (changed !== undefined) return valueAt(changed, "systemInsights.state") === "enabled";
      return (
        !fleet.isFresh(inventory.hardwareOf(index)) &&
        hasAgent({ platform: fleet.platform(inventory.hardwareOf(index)) }) &&
        inventory.insightsOf(index) === "enabled"
      );
    },
    software(name) {
      const rows = rowsOfTable(state, { table: softwareTables[name], order: [] });
      return rows.slice(0, rows.length);
    },
    command: (name, { target, id }) => void commands.push({ name, target, id, at: now() }),
  };
  return state;
}
