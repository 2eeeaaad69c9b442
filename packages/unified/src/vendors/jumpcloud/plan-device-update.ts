import type { SystemUpdate, SystemUserCreate, SystemUserUpdate } from "@mdmkit/jumpcloud";
import { InvalidInputError } from "@mdmkit/runtime";
import { list, text } from "../../mapping/values.ts";
import type { DeviceUpdate, EmailRef, UserCreate, UserUpdate } from "../../model.ts";
import { wholeRecord } from "./answers.ts";
import type { JumpCloudApi, JumpCloudPlan } from "./client.ts";

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
    return { steps: [{ operation: "systems_put", path: { id }, body }] };
  };
}

function ownerId({ id }: NonNullable<DeviceUpdate["owner"]>): string {
  if (typeof id === "string" && id !== "") return id;
  throw invalid(
    "devices.update",
    "`owner` needs the `id` of a user; null takes the device away from its user.",
  );
}

function descriptionOf(notes: DeviceUpdate["notes"]): string {
  if (!notes || notes.length === 0) return "";
  if (notes.length === 1 && notes[0]) return notes[0].content;
  throw invalid("devices.update", "A JumpCloud device has one description, so `notes` can hold one note.");
}

type Attributes = NonNullable<SystemUpdate["attributes"]>;

function mergeAttributes(
  present: Attributes | undefined,
  changes: DeviceUpdate["custom_fields"],
): Attributes {
  if (changes === null || changes === undefined) return [];
  const kept = list(present).filter(({ name }) => name === undefined || !Object.hasOwn(changes, name));
  const set = Object.entries(changes).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value: attributeValue(name, value) }],
  );
  return [...kept, ...set];
}

function attributeValue(name: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw invalid("devices.update", `JumpCloud keeps custom fields as text; ${name} is not one.`);
}

/** Plans a directory user. JumpCloud wants a user name; it is the local part of the address unless `remote_data` gives one. */
export function planUserCreate({ name, emails, remote_data }: UserCreate): JumpCloudPlan {
  const { email, alternateEmail } = addressesOf(emails);
  if (!email) throw invalid("users.create", "JumpCloud needs an email address: give one in `emails`.");
  const username = typeof remote_data?.username === "string" ? remote_data.username : usernameOf(email);
  const body: SystemUserCreate = { username, email, displayname: name };
  if (alternateEmail) body.alternateEmail = alternateEmail;
  return { steps: [{ operation: "systemusers_post", body }] };
}

export function planUserUpdate(id: string, { name, emails }: UserUpdate): JumpCloudPlan {
  const body: SystemUserUpdate = { displayname: name };
  if (emails !== undefined) {
    const { email, alternateEmail } = addressesOf(emails);
    if (!email)
      throw invalid(
        "users.update",
        "A JumpCloud user keeps an email address: give at least one in `emails`.",
      );
    body.email = email;
    body.alternateEmail = alternateEmail ?? "";
  }
  return { steps: [{ operation: "systemusers_put", path: { id }, body }] };
}

/** JumpCloud keeps two addresses: the primary one and an alternate. */
function addressesOf(emails: readonly EmailRef[] | null | undefined) {
  const given = list(emails).filter(({ email }) => text(email));
  const primary = given.find(({ is_primary }) => is_primary) ?? given[0];
  const others = given.filter((entry) => entry !== primary);
  if (others.length > 1) throw invalid("users", "A JumpCloud user has two email addresses at most.");
  return { email: text(primary?.email), alternateEmail: text(others[0]?.email) };
}

function usernameOf(email: string): string {
  return email.slice(0, email.indexOf("@") >>> 0).replace(/[^A-Za-z0-9._-]/g, "");
}

function invalid(operation: string, message: string): InvalidInputError {
  return new InvalidInputError(message, { vendor: "jumpcloud", operation });
}
