import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import {
  createSupportingReads,
  number,
  type Page,
  type PrimaryCall,
  text,
  type User,
} from "@mdmkit/unified/vendor";
import { invalidCursor, invalidResponse, notFound } from "../api/errors.ts";
import { decodePagePosition, encodePagePosition, isLastPage } from "../api/page-position.ts";
import type { JamfProUser } from "../api/record.ts";
import { contains } from "../api/rsql.ts";
import type { Server } from "../api/server-version.ts";
import type { JamfProApi } from "../generated/api/client.ts";

type Options = PrimaryCall | undefined;
type PageQuery = { cursor?: string | undefined; limit: number; email: string | null | undefined };

export type UserReader = {
  page(query: PageQuery, options: Options): Promise<Page<JamfProUser>>;
  one(id: string, options?: Options): Promise<JamfProUser>;
};

/** Reads users as the server has them: from 11.26 on in the Jamf Pro API, before that in the Classic API only. */
export function createUserReader(client: JamfProApi, users: Server["users"]): UserReader {
  const classicPage = createClassicList(client);

  async function proPage({ cursor, limit, email }: PageQuery, options: Options): Promise<Page<JamfProUser>> {
    const position =
      cursor === undefined ? { page: 0, size: limit } : decodePagePosition(cursor, "users.list");
    const { page, size } = position;
    const filter = email == null ? undefined : contains("email", email.trim());
    const query = { page, "page-size": size, sort: "id:asc", filter };
    const response = await client.listUsers({ query }, options);
    const items = response?.results;
    if (!Array.isArray(items)) throw invalidResponse("listUsers", NO_USER);
    const total = number(response?.totalCount) ?? undefined;
    if (isLastPage(position, { items, total })) return { items, total };
    return { items, total, next: encodePagePosition({ page: page + 1, size }) };
  }

  return {
    page: (query, options) =>
      query.cursor !== undefined && isClassicPosition(query.cursor)
        ? classicPage(query, options)
        : users.read(
            (version) => (version === "pro" ? proPage(query, options) : classicPage(query, options)),
            options?.signal,
          ),
    one: (id, options) =>
      users.read(async (version): Promise<JamfProUser> => {
        if (version === "pro") {
          const user = await client.getUser({ path: { id } }, options);
          if (text(user?.id)) return user;
          throw invalidResponse("getUser", NO_USER);
        }
        if (!/^\d+$/.test(id)) throw notFound("findUsersById", "there is no such user: ids are numbers.");
        const { user } = (await client.findUsersById({ path: { id: Number(id) } }, options)) ?? {};
        if (user?.id !== undefined) return user;
        throw invalidResponse("findUsersById", NO_USER);
      }, options?.signal),
  };
}

/** The details of a page of users are a request for each of them. */
const CLASSIC_PAGE = 100;

const CLASSIC_DETAILS = ["first_name", "last_name", "emails", "avatar"] as const;

/**
 * Users by the Classic API: its list has all of them at once, with their names only, so the details of a page are read one by
 * one. Pages go by id, so users who come or go meanwhile shift no others.
 */
function createClassicList(client: JamfProApi) {
  return async ({ cursor, limit }: PageQuery, options: Options): Promise<Page<JamfProUser>> => {
    const rows = (await client.findUsers({}, options))?.users;
    if (!Array.isArray(rows)) throw invalidResponse("findUsers", NO_USER);
    const after = cursor === undefined ? 0 : decodeClassicPosition(cursor);
    const left = rows.filter((row) => idOf(row) > after).toSorted((one, other) => idOf(one) - idOf(other));
    const part = left.slice(0, Math.min(limit, CLASSIC_PAGE));
    const reads = createSupportingReads<User>("list");
    const signal = options?.signal;
    const items = part.map(async (row): Promise<JamfProUser> => {
      const id = idOf(row);
      const details = await reads.read("findUsersById", CLASSIC_DETAILS, () =>
        client.findUsersById({ path: { id } }, { signal }),
      );
      return details?.user ?? { id, name: text(row.name) ?? "" };
    });
    const last = left.length > part.length ? part.at(-1) : undefined;
    const next = last && { next: encodeClassicPosition(idOf(last)) };
    return { items: await Promise.all(items), total: rows.length, gaps: reads.gaps, ...next };
  };
}

/** 0 for what is no row; ids begin with 1. */
const idOf = (row: JamfProSchemas["classic_id_name"]): number => number(row?.id) ?? 0;

const encodeClassicPosition = (id: number): string => `after:${id}`;
const isClassicPosition = (cursor: string): boolean => cursor.startsWith("after:");

function decodeClassicPosition(cursor: string): number {
  const [, id] = /^after:(\d{1,15})$/.exec(cursor) ?? [];
  if (id === undefined) throw invalidCursor("users.list");
  return Number(id);
}

const NO_USER = "the answer holds no user.";
