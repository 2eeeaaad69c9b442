import type { User } from "@mdmkit/jamf-pro";
import { list, noteIncomplete, type SupportingReads, text, type Unreadable } from "@mdmkit/unified/vendor";
import { isMobileDevice, type JamfProDevice } from "../api/record.ts";
import { isOneOf } from "../api/rsql.ts";
import type { JamfProReadApi } from "../generated/api/client.ts";

type ReadOptions = { signal?: AbortSignal };
type RowOptions = ReadOptions & { unreadable: Unreadable };

/** Completes devices with the users they name and the names of their sites: a few requests, however many devices. */
export type DeviceJoiner = (
  devices: readonly JamfProDevice[],
  reads: SupportingReads,
  options: ReadOptions,
) => Promise<void>;

export function createDeviceJoiner(client: JamfProReadApi): DeviceJoiner {
  const siteNames = createSiteNames(client);

  return async (devices, reads, { signal }) => {
    const [users, sites] = await Promise.all([readOwners(devices), readSites(devices)]);
    for (const device of devices) {
      const owner = users?.get(userNameOf(device) ?? "");
      if (owner) device.ownerUser = owner;
      const site = isMobileDevice(device) ? sites?.get(text(device.general?.siteId) ?? "") : undefined;
      if (site !== undefined && isMobileDevice(device)) device.siteName = site;
    }

    function readOwners(owned: readonly JamfProDevice[]) {
      const names = [...new Set(owned.flatMap((device) => userNameOf(device) ?? []))];
      if (names.length === 0) return undefined;
      return reads.read("listUsers", ["owner"], (unreadable) =>
        readUsers(client, names, { signal, unreadable }),
      );
    }

    /** Computers come with the name of their site. */
    function readSites(all: readonly JamfProDevice[]) {
      const isNeeded = all.some((device) => isMobileDevice(device) && hasSite(device.general?.siteId));
      if (!isNeeded) return undefined;
      return reads.read("listSites", ["organization"], (unreadable) => siteNames({ signal, unreadable }));
    }
  };
}

const hasSite = (id: string | null | undefined): boolean => (text(id) ?? "-1") !== "-1";

/** User names compare without regard to case. */
function userNameOf({ userAndLocation }: JamfProDevice): string | null | undefined {
  return text(userAndLocation?.username)?.toLowerCase();
}

/** A filter is part of the address, which servers cut off at 8 kB. */
const LONGEST_FILTER = 3_000;

async function readUsers(
  client: JamfProReadApi,
  names: readonly string[],
  { signal, unreadable }: RowOptions,
): Promise<ReadonlyMap<string, User>> {
  const byName = new Map<string, User>();
  const parts = inParts(names).map(async (part) => {
    const query = { filter: isOneOf("username", part) };
    const users = client.paginate("listUsers", { query }, { signal, incomplete: "report" });
    for await (const user of users) {
      const name = text(user?.username)?.toLowerCase();
      if (name) byName.set(name, user);
      else unreadable();
    }
    noteIncomplete(users, unreadable);
  });
  await Promise.all(parts);
  return byName;
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

/** Names of all sites by id, kept once all are known. */
function createSiteNames(
  client: JamfProReadApi,
): (options: RowOptions) => Promise<ReadonlyMap<string, string | null>> {
  let names: ReadonlyMap<string, string | null> | undefined;
  return async ({ signal, unreadable }) => {
    if (names) return names;
    const sites = await client.listSites({}, { signal });
    const readable = list(sites).filter((site) => text(site.id));
    const byId = new Map(readable.map(({ id, name }) => [text(id) ?? "", text(name) ?? null]));
    if (readable.length === sites?.length) names = byId;
    else unreadable();
    return byId;
  };
}
