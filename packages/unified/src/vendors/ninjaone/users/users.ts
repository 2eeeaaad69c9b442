import type { User as NinjaOneUserRecord } from "@mdmkit/ninjaone";
import { isRecord, type PrimaryCall, type UserContract } from "@mdmkit/unified/vendor";
import { errors, ids, notFound, recordsIn } from "../api/errors.ts";
import type { NinjaOneApi } from "../generated/api/client.ts";
import { mapNinjaOneUser } from "./map-user.ts";
import { createUserPlanners } from "./plan-users.ts";

/** Technicians and end users. They come all at once, and there is no read of one by `uid`. */
export function createUsers(client: NinjaOneApi) {
  async function readAll(call: PrimaryCall | undefined): Promise<readonly (NinjaOneUserRecord | null)[]> {
    return recordsIn(await client.getUsers({}, call), "getUsers");
  }

  async function find(uid: string, call?: PrimaryCall): Promise<NinjaOneUserRecord> {
    const users = await readAll(call);
    const user = users.find((candidate) => isRecord(candidate) && candidate.uid === uid);
    if (user) return user;
    throw notFound("getUsers", "user not found: the id of a user is its `uid`.");
  }

  return {
    async list({ cursor, limit, primary }) {
      const from = cursor === undefined ? 0 : ids.numberIn(cursor);
      if (from === undefined) throw errors.invalidCursor();
      const users = await readAll(primary);
      const items = users.slice(from, from + limit);
      const next = from + items.length;
      return next < users.length ? { items, next: String(next) } : { items };
    },
    get: (uid, { primary }) => find(uid, primary),
    map: mapNinjaOneUser,
    ...createUserPlanners(find),
  } satisfies Partial<UserContract<NinjaOneUserRecord>>;
}
