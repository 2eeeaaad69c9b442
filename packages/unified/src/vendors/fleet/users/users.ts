import type { Host } from "@mdmkit/fleet";
import {
  createSupportingReads,
  fromUrlSafeId,
  list,
  type PrimaryCall,
  text,
  type User,
  type UserContract,
} from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import { countHosts, type HostQuery, readHost, walkHosts } from "../api/hosts.ts";
import type { FleetUserRecord } from "../api/record.ts";
import type { FleetApi } from "../generated/api/client.ts";
import { unsetInFleetUser } from "../generated/api/unset.ts";
import { mapFleetUser } from "./map-user.ts";
import { isAccount, userRow } from "./owner.ts";

/** The people that hosts are mapped to. There is no list of them, so they are collected from all hosts. */
export function createUsers(client: FleetApi) {
  /** Each person once, by id, with one of their hosts. */
  async function collect(query: HostQuery, primary: PrimaryCall | undefined) {
    const people = new Map<string, { user: FleetUserRecord; host: Host }>();
    let hosts = 0;
    let unreadable = 0;
    for await (const host of walkHosts(client, { ...query, device_mapping: true }, primary)) {
      hosts += 1;
      if (host === null) unreadable += 1;
      const user = host && userRow(host);
      const id = user && mapFleetUser(user).id;
      // The host of an account at the identity provider has its name as well.
      if (id && (!people.has(id) || isAccount(user))) people.set(id, { user, host });
    }
    return { people, hosts, unreadable };
  }

  return {
    /** A cursor is the last id of the page before, so that people who come or go shift no others. */
    async list(request) {
      const { cursor = "", limit, primary, signal } = request;
      const { people, hosts, unreadable } = await collect({}, primary);
      const left = [...people.keys()].filter((id) => id > cursor).toSorted(byCode);
      const ids = left.slice(0, limit);
      const items = ids.flatMap((id) => people.get(id)?.user ?? []);
      const next = left.length > limit ? ids.at(-1) : undefined;
      if (next !== undefined) return { items, total: people.size, next };
      const reads = createSupportingReads("list", request);
      const counted = await countHosts(client, {}, { reads, signal });
      // Each host that cannot be read, or that no page had, may be that of another person.
      const isShort = unreadable > 0 || hosts < (counted ?? 0);
      return { items, total: people.size, gaps: reads.gaps, doubt: isShort ? "short" : undefined };
    },

    /** Found by the address, which the server looks for as a part of one, or else among all hosts; what the identity provider knows is part of the host. */
    async get(id, request) {
      const { detail, primary, signal } = request;
      const address = fromUrlSafeId(id);
      const { people } = await collect(SEARCHED_AS_ADDRESS.test(address) ? { query: address } : {}, primary);
      const person = people.get(id);
      if (!person) throw notFound("listHosts", "user not found: no device is mapped to this address.");
      if (detail === "identity") return person.user;
      const reads = createSupportingReads<User>("get", request);
      const host = await reads.read("getHost", ["updated_at"], () =>
        readHost(client, String(person.host.id), { signal }),
      );
      const endUser = list(host?.end_users).find(
        ({ idp_username }) => text(idp_username)?.toLowerCase() === address,
      );
      return endUser ? { ...person.user, end_user: endUser } : person.user;
    },

    unset: unsetInFleetUser,
    map: mapFleetUser,
  } satisfies Partial<UserContract<FleetUserRecord>>;
}

/** Which texts the server looks for among addresses. It looks for all others, such as names of accounts, in what belongs to the host. */
const SEARCHED_AS_ADDRESS = /^[^\s@]+@[^\s@.]+\..+$/;

/** As ids are compared. */
const byCode = (one: string, other: string): number => (one < other ? -1 : 1);
