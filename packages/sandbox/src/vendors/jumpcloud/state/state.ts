import { type Collection, createCollection } from "../../../engine/collection.ts";
import { createTokens, type Tokens } from "../../../engine/tokens.ts";
import { type Row, valueAt } from "../../../engine/values.ts";
import type { VendorContext } from "../../../engine/vendor-model.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { indexOfBase64Id } from "../ids.ts";
import { softwareTables } from "../insights/software.ts";
import { rowsOfTable } from "../insights/table-rows.ts";
import type { JumpCloudOptions } from "../options.ts";
import { renderAppleDevice } from "../render/apple-device.ts";
import { renderGoogleDevice } from "../render/google-device.ts";
import { hasAgent, renderSystem } from "../render/system.ts";
import { renderUser } from "../render/user.ts";
import { type Bindings, createBindings } from "./bindings.ts";
import { type Catalog, createCatalog } from "./catalog.ts";
import { createLayout, type Layout } from "./layout.ts";

/** An order given to a device. PINs and passwords are not kept. */
export type DeviceCommand = {
  name: string;
  /** Which kind of id `id` is. */
  target: "system" | "apple" | "google";
  id: string;
  at: number;
};

/** Everything the fake JumpCloud knows. Change it to act behind the client's back. */
export type JumpCloudState = {
  readonly systems: Collection;
  readonly users: Collection;
  readonly appleDevices: Collection;
  readonly googleDevices: Collection;
  readonly organizations: Collection;
  /** Locks, erases, restarts and the like, oldest first. */
  readonly commands: DeviceCommand[];
  readonly tokens: Tokens;
  readonly bindings: Bindings;
  readonly catalog: Catalog;
  readonly layout: Layout;
  readonly fleet: Fleet;
  /** System Insights of a system, after changes. */
  insightsEnabled(index: number): boolean;
  /** What System Insights tells of installed software: the rows of a table, system after system. */
  software(table: "apps" | "programs" | "linux_packages"): Row[];
  command(name: string, to: Pick<DeviceCommand, "target" | "id">): void;
};

export function createState(options: JumpCloudOptions, context: VendorContext): JumpCloudState {
  const { fleet, devices, now } = context;
  const layout = createLayout(fleet, { ...options, firstDevice: context.firstDevice });
  const users = createUsers(fleet, layout);
  const appleDevices = createAppleDevices(layout, devices);
  const systems = createSystems(layout, { fleet, devices, users, appleDevices });
  const googleDevices = createGoogleDevices(layout, { fleet, devices });
  const catalog = createCatalog(layout, now());
  const commands: DeviceCommand[] = [];
  const state: JumpCloudState = {
    systems,
    users,
    appleDevices,
    googleDevices,
    organizations: createOrganizations(layout, { size: options.organizations ?? 1, now: now() }),
    commands,
    tokens: createTokens({ seed: fleet.seed, kind: "token" }),
    bindings: createBindings({ layout, fleet, systems, users, catalog }),
    catalog,
    layout,
    fleet,
    insightsEnabled(index) {
      const changed = systems.changed(index);
      if (changed !== undefined) return valueAt(changed, "systemInsights.state") === "enabled";
      return (
        hasAgent({ platform: fleet.platform(layout.hardwareOf(index)) }) &&
        layout.insightsOf(index) === "enabled"
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

function createUsers(fleet: Fleet, layout: Layout): Collection {
  return createCollection({
    size: fleet.people,
    id: layout.userId,
    render(index) {
      const person = fleet.person(index);
      return renderUser({
        person,
        id: layout.userId(index),
        managerId: person.manager === null ? "" : layout.userId(person.manager),
        organizationId: layout.organizationId,
      });
    },
  });
}

/** The first is the one whose devices and people the account holds; an unnamed one has no display name. */
function createOrganizations(layout: Layout, { size, now }: { size: number; now: number }): Collection {
  return createCollection({
    size,
    id: layout.organizationIdOf,
    render(index) {
      const id = layout.organizationIdOf(index);
      return {
        _id: id,
        id,
        displayName: index % 5 === 4 ? null : index === 0 ? "Example Works" : `Example Works ${index + 1}`,
        logoUrl: null,
        created: new Date(now - (1000 - index) * 24 * 3600 * 1000).toISOString(),
        settings: {},
      };
    },
  });
}

type Parts = { fleet: Fleet; devices: number };

function createSystems(
  layout: Layout,
  { fleet, devices, users, appleDevices }: Parts & { users: Collection; appleDevices: Collection },
): Collection {
  const mdmDeviceId = (index: number, platform: string) => {
    if (platform === "android") return layout.isStale(index) ? undefined : layout.googleId(index);
    const appleId = layout.appleId(index);
    return appleDevices.indexOf(appleId) === undefined ? undefined : appleId;
  };
  return createCollection({
    size: devices,
    id: layout.systemId,
    render(index) {
      const device = layout.device(index);
      const owner = device.owner === null ? undefined : layout.userId(device.owner);
      const bound = owner !== undefined && users.indexOf(owner) !== undefined;
      return renderSystem({
        seed: fleet.seed,
        index,
        device,
        id: layout.systemId(index),
        ownerId: bound ? owner : null,
        ownerName: device.owner === null ? undefined : fleet.person(device.owner).username,
        organizationId: layout.organizationId,
        mdmDeviceId: mdmDeviceId(index, device.platform),
        insights: layout.insightsOf(index),
        stale: layout.isStale(index),
      });
    },
  });
}

/** Macs, iPhones and iPads, plus some that the maker's program announced and nobody has set up. */
function createAppleDevices(layout: Layout, devices: number): Collection {
  const pending = Math.ceil(devices * 0.06);
  return createCollection({
    size: devices + pending,
    has: layout.hasAppleMdm,
    id: layout.appleId,
    render: (index) =>
      renderAppleDevice({
        device: layout.device(index),
        id: layout.appleId(index),
        appleMdmId: layout.appleMdmId,
        enrolled: index < devices,
      }),
  });
}

function createGoogleDevices(layout: Layout, { fleet, devices }: Parts): Collection {
  return createCollection({
    size: devices,
    has: (index) => fleet.platform(layout.hardwareOf(index)) === "android" && !layout.isStale(index),
    id: layout.googleId,
    index: indexOfBase64Id,
    identify: (row, deviceId) => ({ ...row, deviceId }),
    render: (index) =>
      renderGoogleDevice({
        device: layout.device(index),
        id: layout.googleId(index),
        enterprise: "LC00sandbox",
        seed: layout.seed,
      }),
  });
}
