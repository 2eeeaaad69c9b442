import { isRecord, list, rowsByKey, text, type Unreadable } from "@mdmkit/unified/vendor";
import type { JamfProDeviceRecord, JamfProUserRecord } from "../api/record.ts";
import { isOneOf } from "../api/rsql.ts";
import type { Server } from "../api/server-version.ts";
import type { JamfProReadApi } from "../generated/api/client.ts";

/** What owners are read for. */
export type OwnerReading = "first-page" | "page" | "get";

type Options = { reading: OwnerReading; signal: AbortSignal | undefined; unreadable: Unreadable };
type Users = ReadonlyMap<string, JamfProUserRecord>;

/** The users of some names, by `userNameOf`. */
export type OwnerReader = (names: readonly string[], options: Options) => Promise<Users>;

/** User names compare without regard to case. */
export function userNameOf({ userAndLocation }: JamfProDeviceRecord): string | null | undefined {
  return text(userAndLocation?.username)?.toLowerCase();
}

export function createOwnerReader(client: JamfProReadApi, users: Server["users"]): OwnerReader {
  const readClassic = createClassicReader(client);
  return (names, options) =>
    users.read(
      (version) => (version === "pro" ? readByName(client, names, options) : readClassic(names, options)),
      options.signal,
    );
}

/** A filter is part of the address, which servers cut off at 8 kB. */
const LONGEST_FILTER = 3_000;

async function readByName(
  client: JamfProReadApi,
  names: readonly string[],
  { signal, unreadable }: Options,
): Promise<Users> {
  const parts = inParts([...new Set(names.map((name) => name.toLowerCase()))]).map((part) => {
    const query = { filter: isOneOf("username", part) };
    const users = client.paginate("listUsers", { query }, { signal, incomplete: "report" });
    return rowsByKey(users, ({ username }) => text(username)?.toLowerCase(), unreadable);
  });
  return new Map((await Promise.all(parts)).flatMap((byName) => [...byName]));
}

/** The Classic API gives one user by name, or the names and ids of all. The latter is kept for the pages of a list. */
function createClassicReader(client: JamfProReadApi): OwnerReader {
  let kept: Promise<Users> | undefined;

  async function readAll({ signal, unreadable }: Options): Promise<Users> {
    const byName = new Map<string, JamfProUserRecord>();
    const { users } = (await client.findUsers({}, { signal })) ?? {};
    if (!Array.isArray(users)) unreadable();
    for (const user of list(users)) {
      const name = text(user?.name)?.toLowerCase();
      if (name) byName.set(name, user);
      else unreadable();
    }
    return byName;
  }

  async function readOne(name: string, { signal, unreadable }: Options): Promise<Users> {
    const { user } = (await client.findUsersByName({ path: { name } }, { signal })) ?? {};
    if (!isRecord(user)) unreadable();
    return user ? new Map([[name.toLowerCase(), user]]) : new Map();
  }

  return async (names, options) => {
    const [name] = names;
    if (options.reading === "get" && name) return readOne(name, options);
    if (options.reading === "first-page") kept = undefined;
    kept ??= readAll(options);
    kept.catch(() => {
      kept = undefined;
    });
    return kept;
  };
}

function inParts(names: readonly string[]): string[][] {
  const parts: string[][] = [];
  let length = 0;
  for (const name of names) {
    const last = parts.at(-1);
    const own = encodeURIComponent(name).length + 9; // its quotes and comma
    if (last && length + own <= LONGEST_FILTER) last.push(name);
    else parts.push([name]);
    length = last && length + own <= LONGEST_FILTER ? length + own : own;
  }
  return parts;
}
