import type { Device } from "../contract/model.ts";
import type { Identifiers, JoinKey } from "./identifiers.ts";

/** A record and the account it was found in. */
export type Entry = { readonly account: string; readonly device: Device };

/** Records of one device, as far as the identifiers used until now show. */
export type Group<Found> = {
  /** Of its first record in the input. */
  readonly position: number;
  readonly records: Found[];
  readonly identifiers: Identifiers;
  readonly matches: Match<Found>[];
};

/** Records that were joined because they share an identifier. */
type Match<Found> = { readonly key: JoinKey; readonly records: readonly Found[] };

/** Groups that an identifier links: each shares a value of it with another one, directly or through others. */
export type Links<Found> = {
  /** All that share a value with another one. */
  readonly linked: readonly Group<Found>[];
  /** Divides groups into those that are linked with each other. */
  partsOf(groups: readonly Group<Found>[]): Group<Found>[][];
};

export function createLinks<Found extends Entry>(
  groups: readonly Group<Found>[],
  key: JoinKey,
): Links<Found> {
  const holders = sharedValues(groups, key);
  return {
    linked: [...new Set([...holders.values()].flat())],
    partsOf(some) {
      const left = new Set(some);
      const followed = new Set<string>();
      const parts: Group<Found>[][] = [];
      for (const group of left) {
        left.delete(group);
        const part = [group];
        for (const member of part) {
          for (const value of member.identifiers[key]) {
            if (followed.has(value)) continue;
            followed.add(value);
            for (const other of holders.get(value) ?? []) if (left.delete(other)) part.push(other);
          }
        }
        parts.push(part);
      }
      return parts;
    },
  };
}

/** The groups of each value that several have, without MAC addresses that one account has several times, such as a dock's. */
function sharedValues<Found extends Entry>(
  groups: readonly Group<Found>[],
  key: JoinKey,
): Map<string, Group<Found>[]> {
  const firsts = new Map<string, Group<Found>>();
  const shared = new Map<string, Group<Found>[]>();
  for (const group of groups) {
    for (const value of group.identifiers[key]) {
      const first = firsts.get(value);
      const holders = shared.get(value);
      if (holders) holders.push(group);
      else if (first) shared.set(value, [first, group]);
      else firsts.set(value, group);
    }
  }
  if (key !== "mac_address") return shared;
  for (const [value, holders] of shared) if (repeatsAccount(holders)) shared.delete(value);
  return shared;
}

function repeatsAccount<Found extends Entry>(groups: readonly Group<Found>[]): boolean {
  const accounts = groups.flatMap(({ records }) => [...new Set(records.map(({ account }) => account))]);
  return new Set(accounts).size < accounts.length;
}
