import type { ComputerUpdate, MobileDeviceUpdate } from "@mdmkit/jamf-pro";
import type { DeviceUpdate } from "@mdmkit/unified/vendor";
import { parseId } from "../api/device-id.ts";
import { invalidInput } from "../api/errors.ts";
import { isMobileDevice } from "../api/record.ts";
import type { InventoryVersion } from "../api/server-version.ts";
import { computerFieldChanges, mobileFieldChanges } from "../devices/custom-fields.ts";
import type { Inventory } from "../devices/inventory.ts";
import type { InventoryReader } from "../devices/read-inventory.ts";
import type { JamfProPlan, JamfProStep } from "../generated/api/client.ts";
import { locationOf, readPerson } from "../users/person.ts";
import type { UserReader } from "../users/read-users.ts";
import { managementIdOf } from "./plan-commands.ts";

/** What Jamf Pro lets an administrator change on a device. The name cannot be cleared. */
export type JamfProDeviceUpdate = Pick<DeviceUpdate, "asset_tag" | "owner" | "remote_data"> & {
  /** Extension attributes by name: text, several texts where the attribute takes them, or null for none. */
  custom_fields?: Readonly<Record<string, string | readonly string[] | null>> | null;
  /** Of a mobile device only if it is supervised. A Mac reports its own name again with its next inventory. */
  name?: string;
};

type Reads = { inventory: Inventory; reader: InventoryReader; users: UserReader };

/** Plans one PATCH, which changes only what it names; custom fields stand in sections, so the present ones are read first. */
export function createUpdatePlanner({ inventory, reader, users }: Reads) {
  return async (unified: string, changes: JamfProDeviceUpdate): Promise<JamfProPlan> => {
    const { kind, id } = parseId(unified);
    if (kind === "computer") {
      const body = await computerBody(id, changes);
      return computerUpdate(await inventory.version(), id, body);
    }
    return { operation: "updateMobileDevice", path: { id }, body: await mobileBody(id, changes) };
  };

  async function computerBody(id: string, changes: JamfProDeviceUpdate): Promise<ComputerUpdate> {
    const { name, asset_tag, owner, custom_fields } = changes;
    const body = custom_fields === undefined ? {} : await computerFields(id, custom_fields);
    if (name !== undefined) body.general = { ...body.general, name };
    if (asset_tag !== undefined) body.general = { ...body.general, assetTag: asset_tag ?? "" };
    if (owner !== undefined) {
      body.userAndLocation = { ...body.userAndLocation, ...(await readPerson(users, ownerId(owner))) };
    }
    return body;
  }

  async function computerFields(id: string, changes: DeviceUpdate["custom_fields"]): Promise<ComputerUpdate> {
    const computer = await reader.one("computer", id, "full", {});
    return isMobileDevice(computer) ? {} : computerFieldChanges(computer, changes);
  }

  async function mobileBody(id: string, changes: JamfProDeviceUpdate): Promise<MobileDeviceUpdate> {
    const { name, asset_tag, owner, custom_fields } = changes;
    const body: MobileDeviceUpdate = {};
    if (name !== undefined || custom_fields !== undefined) {
      const device = await reader.one("mobile", id, "full", {});
      if (!isMobileDevice(device)) return body;
      if (custom_fields !== undefined) Object.assign(body, mobileFieldChanges(device, custom_fields));
      if (name !== undefined && !managementIdOf(device)) throw refused(NOT_RENAMED_UNMANAGED);
      if (name !== undefined && device.general?.supervised !== true) throw refused(NOT_RENAMED_UNSUPERVISED);
    }
    if (name !== undefined) body.name = name;
    if (asset_tag !== undefined) body.assetTag = asset_tag ?? "";
    if (owner !== undefined) body.location = locationOf(await readPerson(users, ownerId(owner)));
    return body;
  }
}

/** Plans the end of a record. The device stays managed: `retire` ends that. */
export function createDeletePlanner(inventory: Inventory) {
  return async (unified: string): Promise<JamfProPlan> => {
    const { kind, id } = parseId(unified);
    if (kind === "mobile") {
      return { operation: "deleteMobileDeviceById", path: { id: Number(id) } };
    }
    return { operation: DELETE[await inventory.version()], path: { id } };
  };
}

const DELETE = { v4: "deleteComputer", v3: "deleteComputerV3", v1: "deleteComputerV1" } as const;
const UPDATE = { v4: "updateComputer", v3: "updateComputerV3", v1: "updateComputerV1" } as const;

/** The update of a computer as the server's inventory takes it. */
export function computerUpdate(version: InventoryVersion, id: string, body: ComputerUpdate): JamfProStep {
  return { operation: UPDATE[version], path: { id }, body };
}

function ownerId(owner: DeviceUpdate["owner"]): string | null {
  if (owner == null) return null;
  if (typeof owner.id === "string" && owner.id !== "") return owner.id;
  throw refused("`owner` must have the `id` of a user, or be null to remove the user.");
}

const NOT_RENAMED_UNSUPERVISED =
  "Jamf Pro can rename a mobile device only if it is supervised. This one is not.";
const NOT_RENAMED_UNMANAGED = "Jamf Pro can rename a mobile device only if it is managed. This one is not.";

const refused = (message: string) => invalidInput("devices.update", message);
