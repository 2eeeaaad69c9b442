import type { User, UserInventory } from "@mdmkit/jamf-pro";
import { InvalidInputError } from "@mdmkit/runtime";
import { list, text } from "../../mapping/values.ts";
import type { EmailRef, UserCreate, UserUpdate } from "../../model.ts";
import type { JamfProApi, JamfProPlan } from "./client.ts";

/** Plans a user. Jamf wants a user name, by which devices name their owner: the address, unless `remote_data` gives one. */
export function planUserCreate({ name, emails, remote_data }: UserCreate): JamfProPlan {
  const email = addressOf(emails, "users.create");
  const username = typeof remote_data?.username === "string" ? remote_data.username : email;
  if (!username) {
    throw invalid(
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

/** Jamf keeps one address: the primary one, or else the first. */
function addressOf(emails: readonly EmailRef[] | null | undefined, operation: string): string | undefined {
  const given = list(emails).filter(({ email }) => text(email));
  if (given.length > 1 && operation === "users.update") {
    throw invalid(operation, "A Jamf Pro user has one email address.");
  }
  const primary = given.find(({ is_primary }) => is_primary) ?? given[0];
  return text(primary?.email) ?? undefined;
}

function invalid(operation: string, message: string): InvalidInputError {
  return new InvalidInputError(message, { vendor: "jamf-pro", operation });
}
