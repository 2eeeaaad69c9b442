import { schemas } from "@mdmkit/iru/schemas";
import { asEnrolled } from "../../engine/document/blank.ts";
import { type Collection, createCollection } from "../../engine/records/collection.ts";
import { createTable } from "../../engine/records/table.ts";
import { isRow, type Row, textOf } from "../../engine/records/values.ts";
import type { VendorContext } from "../../engine/vendor/vendor-model.ts";
import type { PhysicalDevice } from "../../fleet/device.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { BLUEPRINT_IDS, DEVICE_IDS, TAG_IDS, USER_IDS } from "./ids.ts";
import { BLUEPRINTS, createInventory, TAGS } from "./inventory.ts";
import type { IruOptions } from "./options.ts";
import { appsOn, type InstalledTitle } from "./render/apps.ts";
import { renderDetails } from "./render/details.ts";
import { asDeviceUser, renderDevice } from "./render/device.ts";
import type { Source } from "./render/prism.ts";
import { inRecords } from "./times.ts";

/** The state of the fake Iru. Change it to simulate changes by others. */
export type IruState = {
  readonly devices: Collection;
  readonly users: Collection;
  readonly tags: Collection;
  readonly blueprints: Collection;
  /** What administrators changed; the newest last. */
  readonly auditEvents: Row[];
  /** Adds an event about a record. */
  noteAudit(event: { action: "create" | "update" | "delete"; type: "device" | "user"; id: string }): void;
  readonly options: IruOptions;
  readonly fleet: Fleet;
  /** PINs of Macs that are locked, by device. */
  readonly pins: Map<string, string>;
  /** What was sent to a device, the newest first. */
  commandsOf(deviceId: string): Row[];
  /** The ids of devices that have reported: what Prism knows. */
  reported(): string[];
  sourceOf(deviceId: string): Source | undefined;
  appsOf(deviceId: string): InstalledTitle[];
  detailsOf(device: Row): Row;
};

/** The number that users had before ids were UUIDs. */
const DEPRECATED = 29_000;

export function createState(
  options: IruOptions,
  { fleet, devices: size, firstDevice, now }: VendorContext,
): IruState {
  const auditEvents: Row[] = [];
  const inventory = createInventory(fleet, firstDevice);
  const users = createUsers(fleet);
  const devices = createCollection({
    ...DEVICE_IDS,
    size,
    identify: (row, device_id) => ({ ...row, device_id }),
    render(index) {
      const hardware = inventory.device(index);
      // Somebody who has just come has no device yet.
      const holder = hardware.owner ?? fleet.people;
      const owner = holder < fleet.people - 1 ? users.get(USER_IDS.id(holder)) : undefined;
      const row = renderDevice(index, { inventory, user: owner && asDeviceUser(owner), now: fleet.now });
      return asEnrolled(row, fleet.isFresh(hardware.index), [schemas.Device, schemas]);
    },
  });
  const commands = new Map<string, Row[]>();
  const hardwareOf = (id: string): PhysicalDevice => inventory.device(DEVICE_IDS.index(id));
  const hasReported = (row: Row | undefined) =>
    row?.is_removed === false &&
    textOf(row, "last_check_in") !== "" &&
    !fleet.isFresh(hardwareOf(textOf(row, "device_id")).index);
  return {
    devices,
    users,
    tags: named(TAG_IDS, TAGS),
    blueprints: named(BLUEPRINT_IDS, BLUEPRINTS, {
      icon: "ss-files",
      color: "aqua-800",
      description: "",
      params: {},
      enrollment_code: { code: "000000", is_active: false },
      type: "classic",
    }),
    auditEvents,
    noteAudit({ action, type, id }) {
      const target = {
        target_id: id,
        target_type: type,
        target_component: type,
        new_state: {},
        metadata: {},
      };
      const actor = { actor_id: "11111111-1111-4111-8111-111111111111", actor_type: "user" };
      const occurred_at = new Date(now()).toISOString();
      auditEvents.push({ id: `audit-${auditEvents.length + 1}`, action, occurred_at, ...actor, ...target });
    },
    options,
    fleet,
    pins: new Map(),
    commandsOf(id) {
      const known = commands.get(id) ?? [];
      commands.set(id, known);
      return known;
    },
    reported: () => devices.ids().filter((id) => hasReported(devices.get(id))),
    sourceOf(id) {
      const row = devices.get(id);
      if (!row || !hasReported(row)) return undefined;
      const device = hardwareOf(id);
      const userId = isRow(row.user) ? textOf(row.user, "id") : "";
      const deprecatedUserId = String(DEPRECATED + USER_IDS.index(userId));
      return { row, device, deprecatedUserId, apps: () => appsOn(device, fleet) };
    },
    appsOf: (id) => (hasReported(devices.get(id)) ? appsOn(hardwareOf(id), fleet) : []),
    detailsOf(row) {
      const index = DEVICE_IDS.index(textOf(row, "device_id"));
      const device = inventory.device(index);
      const isFresh = fleet.isFresh(device.index);
      return renderDetails(row, { device, isAutomated: inventory.isAutomated(index), isFresh });
    },
  };
}

function createUsers(fleet: Fleet): Collection {
  return createCollection({
    ...USER_IDS,
    size: fleet.people,
    render(index) {
      const person = fleet.person(index);
      const at = inRecords(person.joinedAt);
      return {
        id: USER_IDS.id(index),
        name: `${person.givenName} ${person.familyName}`,
        email: person.email,
        active: person.status !== "suspended",
        archived: person.status === "suspended",
        department: person.department,
        job_title: index % 5 === 0 ? null : person.jobTitle,
        deprecated_user_id: String(DEPRECATED + index),
        created_at: at,
        updated_at: at,
        integration: { id: 634, name: "Directory", uuid: USER_IDS.id(0xffff), type: "office365" },
      };
    },
  });
}

const named = (ids: typeof TAG_IDS, names: readonly string[], blank?: Row): Collection =>
  createTable(
    ids,
    names.map((name) => ({ name })),
    blank,
  );
