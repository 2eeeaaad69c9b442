import type { SystemUpdate } from "@mdmkit/jumpcloud";
import { type DeviceUpdate, list, text } from "@mdmkit/unified/vendor";
import { fitting, invalidInput } from "../api/errors.ts";
import { wholeRecord } from "../api/responses.ts";
import { DESCRIPTION_NOTE } from "../devices/device-parts.ts";
import type { JumpCloudApi, JumpCloudPlan } from "../generated/api/client.ts";

const UPDATE = "devices.update";

/** What JumpCloud lets an administrator change on a device. The name cannot be cleared. */
export type JumpCloudDeviceUpdate = Pick<
  DeviceUpdate,
  "owner" | "custom_fields" | "notes" | "remote_data"
> & {
  name?: string;
};

/** Plans `PUT /systems/{id}`, which changes only what it names; attributes are one array, so the present ones are read first. */
export function createDeviceUpdatePlanner(client: JumpCloudApi) {
  return async (
    id: string,
    { name, owner, custom_fields, notes }: JumpCloudDeviceUpdate,
  ): Promise<JumpCloudPlan> => {
    const body: SystemUpdate = {};
    if (name !== undefined) body.displayName = name;
    if (owner !== undefined) body["primarySystemUser.id"] = owner === null ? null : ownerId(owner);
    if (notes !== undefined) body.description = descriptionOf(notes);
    if (custom_fields !== undefined) {
      const { attributes } = wholeRecord(await client.systems_get({ path: { id } }), "systems_get");
      body.attributes = mergeAttributes(attributes, custom_fields);
    }
    return { operation: "systems_put", path: { id }, body };
  };
}

function ownerId({ id }: NonNullable<DeviceUpdate["owner"]>): string {
  if (typeof id === "string" && id !== "") return id;
  throw invalidInput(UPDATE, "`owner` must have the `id` of a user, or be null to remove the user.");
}

/** A description is one text without a title; its id as a note is fixed. */
function descriptionOf(notes: DeviceUpdate["notes"]): string {
  const [note, another] = notes ?? [];
  if (!note) return "";
  if (another)
    throw invalidInput(UPDATE, "A JumpCloud device has one description, so `notes` can have only one note.");
  const { id, title, content } = note;
  if (title != null) throw invalidInput(UPDATE, "A JumpCloud description has no title. Leave out `title`.");
  if (id != null && id !== DESCRIPTION_NOTE) {
    throw invalidInput(UPDATE, `The \`id\` of a note must be ${DESCRIPTION_NOTE} or absent.`);
  }
  if (!text(content))
    throw invalidInput(UPDATE, "A note is blank. To clear the description, set `notes` to null.");
  return content;
}

type Attributes = NonNullable<SystemUpdate["attributes"]>;

function mergeAttributes(
  present: Attributes | undefined,
  changes: DeviceUpdate["custom_fields"],
): Attributes {
  if (changes === null || changes === undefined) return [];
  const kept = list(present).filter(({ name }) => name === undefined || !Object.hasOwn(changes, name));
  const set = Object.entries(changes).flatMap(([name, value]) =>
    value === null ? [] : [{ name: attributeName(name), value: attributeValue(name, value) }],
  );
  return [...kept, ...set];
}

function attributeName(name: string): string {
  if (name.trim() !== "") return name;
  throw invalidInput(UPDATE, "The name of a custom field is blank.");
}

/** A number would come back as text, and so be another value. */
function attributeValue(name: string, value: unknown): string {
  if (typeof value === "string") return fitting(UPDATE, `custom_fields.${name}`, value);
  throw invalidInput(UPDATE, `The custom field ${name} must be text, or null to clear it.`);
}
