import type { User, UserInventory } from "@mdmkit/jamf-pro";
import { type EmailRef, list, text, type UserCreate, type UserUpdate } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { JamfProApi, JamfProPlan } from "../generated/api/client.ts";
import { EMAIL_TYPE } from "./map-user.ts";

/** Plans a user. Jamf wants a user name, by which devices name their owner: the address, unless `remote_data` gives one. */
export function planUserCreate({ name, emails, remote_data }: UserCreate): JamfProPlan {
  const email = addressOf(emails, "users.create");
  const username = typeof remote_data?.username === "string" ? remote_data.username : email;
  if (!username) {
    throw invalidInput(
      "users.create",
      "Jamf Pro needs a user name: give an address in `emails`, or `remote_data.username`.",
    );
  }
  const body: UserInventory = { username, realname: name, email: email ?? "" };
  return { steps: [{ operation: "createUser", body }] };
}

/** Plans `PUT /api/v1/users/{id}`, which blanks what is not sent: so the present user is read and sent along. */
export function createUserUpdatePlanner(client: JamfProApi) {
  return async (id: string, { name, emails }: UserUpdate): Promise<JamfProPlan> => {
    const { id: _id, ...present }: User = await client.getUser({ path: { id } });
    const body: UserInventory = { ...present };
    // Typed callers always give the name; what is absent must stay whoever calls.
    if (name !== undefined) body.realname = name;
    if (emails !== undefined) body.email = addressOf(emails, "users.update") ?? "";
    return { steps: [{ operation: "updateUser", path: { id }, body }] };
  };
}

/** Jamf keeps one address, which is for work and the primary one. */
function addressOf(emails: readonly EmailRef[] | null | undefined, operation: string): string | undefined {
  const [given, another] = list(emails);
  if (another) throw invalidInput(operation, "A Jamf Pro user has one email address.");
  if (!given) return undefined;
  const email = text(given.email);
  if (!email) throw invalidInput(operation, "An address in `emails` is blank.");
  if (given.type == null || given.type === EMAIL_TYPE) return email;
  throw invalidInput(
    operation,
    `Addresses of Jamf Pro users are for work: give ${EMAIL_TYPE} as \`type\`, or none.`,
  );
}
