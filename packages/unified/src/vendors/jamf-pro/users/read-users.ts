import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import {
  createSupportingReads,
  number,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pagePosition,
  readPageAt,
  text,
  type User,
  type UserFilters,
  withNextPage,
} from "@mdmkit/unified/vendor";
import { errors, invalidCursor, invalidResponse, notFound } from "../api/errors.ts";
import type { JamfProUserRecord } from "../api/record.ts";
import { contains } from "../api/rsql.ts";
import type { Server } from "../api/server-version.ts";
import type { JamfProApi } from "../generated/api/client.ts";

type Options = PrimaryCall | undefined;
type Request = PageRequest<UserFilters>;

export type UserReader = {
  page(request: Request): Promise<Page<JamfProUserRecord>>;
  one(id: string, options?: Options): Promise<JamfProUserRecord>;
};

/** Reads users as the server has them: from 11.26 on in the Jamf Pro API, before that in the Classic API only. */
export function createUserReader(client: JamfProApi, users: Server["users"]): UserReader {
  const classicPage = createClassicList(client);

  async function proPage(request: Request): Promise<Page<JamfProUserRecord>> {
    const { filters } = request;
    const position = pagePosition(request, errors, "users.list");
    const filter = filters.email == null ? undefined : contains("email", filters.email.trim());
    const read = await readPageAt<JamfProUserRecord>(position, request, async ({ page, size }, call) => {
      const query = { page, "page-size": size, sort: "id:asc", filter };
      const response = await client.listUsers({ query }, call);
      if (!Array.isArray(response?.results)) throw invalidResponse("listUsers", NO_USER);
      return { items: response.results, total: number(response.totalCount) ?? undefined };
    });
    return withNextPage(position, read);
  }

  return {
    page: (request) =>
      request.cursor !== undefined && isClassicPosition(request.cursor)
        ? classicPage(request)
        : users.read(
            (version) => (version === "pro" ? proPage(request) : classicPage(request)),
            request.primary?.signal,
          ),
    one: (id, options) =>
      users.read(async (version): Promise<JamfProUserRecord> => {
        if (version === "pro") {
          const user = await client.getUser({ path: { id } }, options);
          if (text(user?.id)) return user;
          throw invalidResponse("getUser", NO_USER);
        }
        if (!/^\d+$/.test(id)) throw notFound("findUsersById", "user not found: user ids are numbers.");
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
  return async (request: Request): Promise<Page<JamfProUserRecord>> => {
    const { cursor, limit, primary } = request;
    const rows = (await client.findUsers({}, primary))?.users;
    if (!Array.isArray(rows)) throw invalidResponse("findUsers", NO_USER);
    const after = cursor === undefined ? 0 : decodeClassicPosition(cursor);
    const left = rows.filter((row) => idOf(row) > after).toSorted((one, other) => idOf(one) - idOf(other));
    const part = left.slice(0, Math.min(limit, CLASSIC_PAGE));
    const reads = createSupportingReads<User>("list", request);
    const signal = primary?.signal;
    const items = part.map(async (row): Promise<JamfProUserRecord> => {
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

const NO_USER = "the response contains no user.";
