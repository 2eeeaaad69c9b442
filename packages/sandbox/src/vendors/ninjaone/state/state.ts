import { schemas } from "@mdmkit/ninjaone/schemas";
import { asEnrolled } from "../../../engine/document/blank.ts";
import { numbersFrom } from "../../../engine/operations/id-format.ts";
import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { createTable } from "../../../engine/records/table.ts";
import type { Row } from "../../../engine/records/values.ts";
import type { VendorContext } from "../../../engine/vendor/vendor-model.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import type { Access } from "../auth.ts";
import {
  createInventory,
  DEVICE_IDS,
  type Inventory,
  LOCATION_IDS,
  ORGANIZATION_IDS,
  ORGANIZATIONS,
  TAGS,
} from "../inventory.ts";
import type { NinjaOneOptions } from "../options.ts";
import { createUsers, peopleOf } from "./people.ts";
import { seconds } from "./seconds.ts";
import { softwareOn } from "./software.ts";
import { renderDevice } from "./stored-device.ts";

/** What happened, and the job it belongs to. */
type Event = { deviceId: number; type: string; statusCode: string; now: number };

/** The state of the fake NinjaOne. Change it to simulate changes by others. */
export type NinjaOneState = {
  readonly devices: Collection;
  /** Technicians and end users, by uid. */
  readonly users: Collection;
  readonly endUsers: Collection;
  readonly technicians: Collection;
  readonly organizations: Collection;
  readonly locations: Collection;
  readonly policies: Collection;
  readonly roles: Collection;
  readonly groups: Collection;
  readonly tags: Collection;
  /** The newest last. */
  readonly activities: Row[];
  readonly tokens: Access["tokens"];
  /** A token, without the endpoint for tokens. */
  issueToken: Access["issue"];
  readonly fleet: Fleet;
  readonly options: NinjaOneOptions;
  /** The hardware behind a record. */
  hardwareOf(device: Row): PhysicalDevice;
  /** The software on a device. */
  softwareOf(deviceId: string): readonly Row[];
  note(event: Event): Row;
};

export function createState(
  options: NinjaOneOptions,
  { fleet, devices: size, firstDevice }: VendorContext,
  access: Access,
): NinjaOneState {
  const inventory = createInventory(fleet, firstDevice);
  const users = createUsers(fleet);
  const activities: Row[] = [];
  const devices = createDevices(inventory, fleet, size);
  const hardwareOf = ({ id }: Row) => inventory.device(DEVICE_IDS.index(String(id)));
  return {
    devices,
    users,
    endUsers: peopleOf(users, "END_USER"),
    technicians: peopleOf(users, "TECHNICIAN"),
    organizations: named(ORGANIZATION_IDS, ORGANIZATIONS, { nodeApprovalMode: "AUTOMATIC" }),
    locations: named(LOCATION_IDS, ["Main office", "Warehouse", "Remote"], { organizationId: 3 }),
    policies: named(numbersFrom(61, 27), ["Workstations", "Workstations strict"], {
      nodeClassDefault: false,
    }),
    roles: named(numbersFrom(20), ["Workstation", "Laptop", "Server"], {
      custom: true,
      chassisType: "UNKNOWN",
    }),
    groups: named(numbersFrom(5), ["All", "Offline"], {
      ...{ description: "A saved search", shared: true, deviceCount: size },
      ...{ created: 1_690_000_000.5, updated: 1_700_000_000, lastEvaluated: 1_760_000_000.25 },
    }),
    tags: named(numbersFrom(31), TAGS),
    activities,
    tokens: access.tokens,
    issueToken: access.issue,
    fleet,
    options,
    hardwareOf,
    softwareOf: (id) => softwareOn(devices.get(id) ?? {}, { fleet, hardwareOf }),
    note({ deviceId, type, statusCode, now }) {
      const activity = {
        id: activities.length + 1,
        activityTime: seconds(now),
        deviceId,
        activityType: type,
        statusCode,
      };
      activities.push(activity);
      return activity;
    },
  };
}

function createDevices(inventory: Inventory, fleet: Fleet, size: number): Collection {
  return createCollection({
    ...DEVICE_IDS,
    size,
    render(index) {
      const device = inventory.device(index);
      const row = renderDevice({
        index,
        id: DEVICE_IDS.id(index),
        device,
        nodeClass: inventory.nodeClass(index),
        organizationId: inventory.organization(index),
        owner: inventory.owner(index),
        seed: fleet.seed,
      });
      return asEnrolled(row, fleet.isFresh(device.index), [schemas.Device, schemas]);
    },
  });
}

/** Records that have a name and little else. */
const named = (ids: typeof DEVICE_IDS, names: readonly string[], blank?: Row): Collection =>
  createTable(
    ids,
    names.map((name) => ({ name })),
    blank,
  );
