import type { JamfProSchemas, User, UserInventory } from "@mdmkit/jamf-pro";
import { type EmailRef, list, text, type UserCreate, type UserUpdate } from "@mdmkit/unified/vendor";
import { classicId } from "../api/classic-id.ts";
import { invalidInput } from "../api/errors.ts";
import type { Server } from "../api/server-version.ts";
import type { JamfProApi, JamfProPlan } from "../generated/api/client.ts";
import { EMAIL_TYPE } from "./map-user.ts";

type Users = Server["users"];
type ClassicUserWrite = JamfProSchemas["classic_user_write"];

/**
 * Plans a user. Jamf wants a user name, by which devices name their owner: the address, unless `remote_data` gives one, which is
 * `username` or, in the Classic API of servers before 11.26, `name`.
 */
export function createUserPlanner(users: Users) {
  return async ({ name, emails, remote_data }: UserCreate): Promise<JamfProPlan> => {
    const email = addressOf(emails, "users.create");
    const given = remote_data?.username ?? remote_data?.name;
    const username = typeof given === "string" ? given : email;
    if (!username) {
      throw invalidInput(
        "users.create",
        "Jamf Pro requires a user name. Set `emails` or `remote_data.username`.",
      );
    }
    if ((await users.version()) === "pro") {
      const body: UserInventory = { username, realname: name, email: email ?? "" };
      return { operation: "createUser", body };
    }
    const body: ClassicUserWrite = { name: username, full_name: name, email: email ?? "" };
    // 0 lets the server choose.
    return { operation: "createUserById", path: { id: "0" }, body, recordId: classicId };
  };
}

/** Plans a change. `PUT /api/v1/users/{id}` blanks what is not sent, so the present user is read and sent along. */
export function createUserUpdatePlanner(client: JamfProApi, users: Users) {
  return async (id: string, { name, emails }: UserUpdate): Promise<JamfProPlan> => {
    // Typed callers always give the name; what is absent must stay whoever calls.
    const email = emails === undefined ? undefined : (addressOf(emails, "users.update") ?? "");
    if ((await users.version()) === "classic") {
      const body: ClassicUserWrite = { full_name: name, email };
      return { operation: "updateUserById", path: { id: Number(id) }, body };
    }
    const { id: _id, ...present }: User = await client.getUser({ path: { id } });
    const body: UserInventory = { ...present };
    if (name !== undefined) body.realname = name;
    if (email !== undefined) body.email = email;
    return { operation: "updateUser", path: { id }, body };
  };
}

export function createUserDeletePlanner(users: Users) {
  return async (id: string): Promise<JamfProPlan> => {
    if ((await users.version()) === "pro") return { operation: "deleteUser", path: { id } };
    return { operation: "deleteUserById", path: { id: Number(id) } };
  };
}

/** Jamf keeps one address, which is for work and the primary one. */
function addressOf(emails: readonly EmailRef[] | null | undefined, operation: string): string | undefined {
  const [given, another] = list(emails);
  if (another) throw invalidInput(operation, "A Jamf Pro user can have only one email address.");
  if (!given) return undefined;
  const email = text(given.email);
  if (!email) throw invalidInput(operation, "An address in `emails` is blank.");
  if (given.type == null || given.type === EMAIL_TYPE) return email;
  throw invalidInput(operation, `The \`type\` of a Jamf Pro user's address must be ${EMAIL_TYPE} or absent.`);
}
