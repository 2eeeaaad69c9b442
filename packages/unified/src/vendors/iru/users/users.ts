import { type User as IruUserRecord, nextCursor } from "@mdmkit/iru";
import { isUuid, readLinked, type UserContract } from "@mdmkit/unified/vendor";
import { errors, invalidCursor, notFound, recordIn, rowsIn } from "../api/errors.ts";
import type { IruApi, IruPlan } from "../generated/api/client.ts";
import { mapIruUser } from "./map-user.ts";

/** Where a walk stands: a page of the vendor, and the place in it. */
type Position = { page: string | undefined; at: number };

function decode(cursor: string | undefined): Position {
  if (cursor === undefined) return { page: undefined, at: 0 };
  const [, at, page] = /^(\d{1,6}):(.*)$/s.exec(cursor) ?? [];
  if (at === undefined || page === undefined) throw invalidCursor();
  return { page: page || undefined, at: Number(at) };
}

const encode = ({ page = "", at }: Position): string => `${at}:${page}`;

/** People of the connected directories, which create and change them. */
export function createUsers(client: IruApi) {
  return {
    /** The size of the vendor's pages cannot be chosen, so a smaller one is a part of it. */
    async list({ cursor, limit, filters, primary }) {
      const { page, at } = decode(cursor);
      const list = { operation: "listUsers", parameter: "cursor", errors };
      const query = filters.email ? { email: filters.email } : {};
      const { items: rows, next } = await readLinked<IruUserRecord>(
        list,
        { cursor: page, primary },
        async (_, call) => {
          const response = await client.listUsers({ query }, call);
          return { items: rowsIn(response?.results, "listUsers"), next: nextCursor(response ?? {}) };
        },
      );
      const end = at + limit;
      const items = rows.slice(at, end);
      if (end < rows.length) return { items, next: encode({ page, at: end }) };
      return next === undefined ? { items } : { items, next: encode({ page: next, at: 0 }) };
    },

    async get(id, { primary }) {
      if (!isUuid(id)) throw notFound("getUser", "user not found: user ids are UUIDs.");
      return recordIn(await client.getUser({ path: { user_id: id } }, primary), "getUser");
    },

    map: mapIruUser,
    /** Refused as long as the user has devices. */
    delete: (id: string): IruPlan => ({ operation: "deleteUser", path: { user_id: id } }),
  } satisfies Partial<UserContract<IruUserRecord>>;
}
