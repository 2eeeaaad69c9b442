import type { SystemUserCreate, SystemUserUpdate } from "@mdmkit/jumpcloud";
import { type EmailRef, list, text, type UserCreate, type UserUpdate } from "@mdmkit/unified/vendor";
import { fitting, invalidInput } from "../api/errors.ts";
import type { JumpCloudPlan } from "../generated/api/client.ts";
import { ALTERNATE_EMAIL, PRIMARY_EMAIL } from "./map-systemuser.ts";

/** Plans a directory user. JumpCloud wants a user name; it is the local part of the address unless `remote_data` gives one. */
export function planUserCreate({ name, emails, remote_data }: UserCreate): JumpCloudPlan {
  const { email, alternateEmail } = addressesOf("users.create", emails);
  const username = text(givenUsername(remote_data)) ?? usernameOf(email);
  if (!username) {
    throw invalidInput(
      "users.create",
      "The email address contains no valid user name. Set `remote_data.username`.",
    );
  }
  const body: SystemUserCreate = { username, email, displayname: fitting("users.create", "name", name) };
  if (alternateEmail) body.alternateEmail = alternateEmail;
  return { operation: "systemusers_post", body };
}

export function planUserUpdate(id: string, { name, emails }: UserUpdate): JumpCloudPlan {
  const body: SystemUserUpdate = {};
  // Typed callers always give the name; what is absent must stay whoever calls.
  if (name !== undefined) body.displayname = fitting("users.update", "name", name);
  if (emails !== undefined) {
    const { email, alternateEmail } = addressesOf("users.update", emails);
    body.email = email;
    body.alternateEmail = alternateEmail ?? "";
  }
  return { operation: "systemusers_put", path: { id }, body };
}

/** JumpCloud keeps a primary address, which must be, and an alternate one. */
function addressesOf(operation: string, emails: readonly EmailRef[] | null | undefined) {
  const given = list(emails);
  const primary = given.find(({ is_primary }) => is_primary) ?? given[0];
  const [alternate, another] = given.filter((entry) => entry !== primary);
  if (!primary) throw invalidInput(operation, "JumpCloud requires an email address. Set `emails`.");
  if (another) throw invalidInput(operation, "A JumpCloud user can have at most two email addresses.");
  if (alternate?.is_primary) throw invalidInput(operation, "Only one email address can be primary.");
  return {
    email: addressOf(operation, primary, PRIMARY_EMAIL),
    alternateEmail: alternate && addressOf(operation, alternate, ALTERNATE_EMAIL),
  };
}

function addressOf(operation: string, { email, type }: EmailRef, kept: string): string {
  const address = text(email);
  if (!address) throw invalidInput(operation, "An address in `emails` is blank.");
  if (type == null || type === kept) return fitting(operation, "emails", address);
  const kinds = `JumpCloud's email addresses have the types ${PRIMARY_EMAIL} and ${ALTERNATE_EMAIL}`;
  throw invalidInput(operation, `${kinds}. Set the \`type\` of this one to ${kept}, or leave it out.`);
}

function givenUsername(remoteData: UserCreate["remote_data"]): string | undefined {
  const username: unknown = remoteData?.username;
  return typeof username === "string" ? username : undefined;
}

function usernameOf(email: string): string {
  return email.slice(0, email.indexOf("@") >>> 0).replace(/[^A-Za-z0-9._-]/g, "");
}
