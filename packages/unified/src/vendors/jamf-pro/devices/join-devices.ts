import { list, type SupportingReads, text, type Unreadable } from "@mdmkit/unified/vendor";
import { isMobileDevice, type JamfProDeviceRecord } from "../api/record.ts";
import type { Server } from "../api/server-version.ts";
import type { JamfProReadApi } from "../generated/api/client.ts";
import { createOwnerReader, type OwnerReading, userNameOf } from "./read-owners.ts";

type ReadOptions = { signal?: AbortSignal; reading: OwnerReading };
type RowOptions = { signal: AbortSignal | undefined; unreadable: Unreadable };

/** Completes devices with the users they name and the names of their sites: a few requests, however many devices. */
export type DeviceJoiner = (
  devices: readonly JamfProDeviceRecord[],
  reads: SupportingReads,
  options: ReadOptions,
) => Promise<void>;

export function createDeviceJoiner(client: JamfProReadApi, server: Server): DeviceJoiner {
  const readUsers = createOwnerReader(client, server.users);
  const siteNames = createSiteNames(client);

  return async (devices, reads, { signal, reading }) => {
    const [users, sites] = await Promise.all([readOwners(devices), readSites(devices)]);
    for (const device of devices) {
      const owner = users?.get(userNameOf(device) ?? "");
      if (owner) device.ownerUser = owner;
      const site = isMobileDevice(device) ? sites?.get(text(device.general?.siteId) ?? "") : undefined;
      if (site !== undefined && isMobileDevice(device)) device.siteName = site;
    }

    function readOwners(owned: readonly JamfProDeviceRecord[]) {
      const names = owned.flatMap((device) => text(device.userAndLocation?.username) ?? []);
      if (names.length === 0) return undefined;
      return reads.read("listUsers", ["owner"], (unreadable) =>
        readUsers(names, { reading, signal, unreadable }),
      );
    }

    /** Computers come with the name of their site. */
    function readSites(all: readonly JamfProDeviceRecord[]) {
      const isNeeded = all.some((device) => isMobileDevice(device) && hasSite(device.general?.siteId));
      if (!isNeeded) return undefined;
      return reads.read("listSites", ["organization"], (unreadable) => siteNames({ signal, unreadable }));
    }
  };
}

const hasSite = (id: string | null | undefined): boolean => (text(id) ?? "-1") !== "-1";

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
