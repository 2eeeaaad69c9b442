import type { Device } from "../contract/model.ts";
import { areSuccessive } from "./enrollments.ts";
import { identifiersOf, JOIN_KEYS, type JoinKey } from "./identifiers.ts";
import { createLinks, type Entry, type Group, type Links } from "./linked-groups.ts";

/**
 * Why records that share an identifier were not joined: one account has several of them at the same time, or they differ in a
 * better identifier or in the platform.
 */
export type ConflictReason = "same_account" | "platform" | JoinKey;

type Conflict<Found> = {
  readonly key: JoinKey;
  readonly reason: ConflictReason;
  readonly records: readonly Found[];
};

type Grouping<Found> = { groups: Group<Found>[]; conflicts: Conflict<Found>[] };

/**
 * Groups records by one identifier after the other, best first. All groups that an identifier links, directly or through others,
 * are judged together, so that the order of the records does not matter.
 */
export function groupRecords<Found extends Entry>(
  found: readonly Found[],
  keepsEnrollments: (account: string) => boolean,
): Grouping<Found> {
  const groups = new Set(groupsById(found));
  const conflicts = createConflicts(found);

  function settle(linked: readonly Group<Found>[], key: JoinKey, partsOf: Links<Found>["partsOf"]): void {
    const difference = differenceIn(linked, key);
    if (difference) {
      conflicts.add({ key, reason: difference.reason, records: recordsOf(linked) });
      for (const agreeing of difference.parts)
        for (const part of partsOf(agreeing)) if (part.length > 1) settle(part, key, partsOf);
    } else if (!hasEachAccountOnce(linked, keepsEnrollments)) {
      conflicts.add({ key, reason: "same_account", records: recordsOf(linked) });
    } else {
      for (const group of linked) groups.delete(group);
      groups.add(merged(linked, key));
    }
  }

  for (const key of JOIN_KEYS) {
    const links = createLinks([...groups], key);
    for (const part of links.partsOf(links.linked)) settle(part, key, links.partsOf);
  }
  const inOrder = [...groups].sort((one, other) => one.position - other.position);
  return { groups: inOrder, conflicts: conflicts.all() };
}

/** A record that was read twice is one. */
function groupsById<Found extends Entry>(found: readonly Found[]): Group<Found>[] {
  const groups = new Map<string, Group<Found>>();
  for (const [position, record] of found.entries()) {
    const id = JSON.stringify([record.account, record.device.id]);
    const known = groups.get(id);
    if (known) {
      known.records.push(record);
      continue;
    }
    groups.set(id, { position, records: [record], identifiers: identifiersOf(record.device), matches: [] });
  }
  return [...groups.values()];
}

type Difference<Found> = { reason: ConflictReason; parts: Group<Found>[][] };

/** What shows that linked groups are several devices, and the parts that agree. Ambiguous groups are in no part. */
function differenceIn<Found extends Entry>(
  groups: readonly Group<Found>[],
  key: JoinKey,
): Difference<Found> | undefined {
  for (const better of JOIN_KEYS.slice(0, JOIN_KEYS.indexOf(key))) {
    const telling = groups.filter(({ identifiers }) => identifiers[better].length > 0);
    const parts = createLinks(telling, better).partsOf(telling);
    if (parts.length > 1) return { reason: better, parts };
  }
  const families = new Map<string, Group<Found>[]>();
  for (const group of groups) {
    const family = familyOf(group);
    if (family === undefined) continue;
    const members = families.get(family);
    if (members) members.push(group);
    else families.set(family, [group]);
  }
  return families.size > 1 ? { reason: "platform", parts: [...families.values()] } : undefined;
}

/** The platform of a group. Vendors disagree whether an iPad runs iOS, so both count as equal. */
function familyOf<Found extends Entry>({ records }: Group<Found>): string | undefined {
  const known = records.find(({ device: { platform } }) => platform && platform !== "unknown");
  return known?.device.platform === "ipados" ? "ios" : (known?.device.platform ?? undefined);
}

function hasEachAccountOnce<Found extends Entry>(
  groups: readonly Group<Found>[],
  keepsEnrollments: (account: string) => boolean,
): boolean {
  const byAccount = new Map<string, Map<string, Device>>();
  for (const { account, device } of recordsOf(groups)) {
    const devices = byAccount.get(account);
    if (devices) devices.set(device.id, device);
    else byAccount.set(account, new Map([[device.id, device]]));
  }
  return [...byAccount].every(([account, devices]) =>
    areSuccessive([...devices.values()], keepsEnrollments(account)),
  );
}

function merged<Found extends Entry>(groups: readonly Group<Found>[], key: JoinKey): Group<Found> {
  const records = recordsOf(groups);
  const valuesOf = (name: JoinKey) => [...new Set(groups.flatMap(({ identifiers }) => identifiers[name]))];
  return {
    position: Math.min(...groups.map(({ position }) => position)),
    records,
    identifiers: {
      serial_number: valuesOf("serial_number"),
      hardware_uuid: valuesOf("hardware_uuid"),
      udid: valuesOf("udid"),
      imei: valuesOf("imei"),
      mac_address: valuesOf("mac_address"),
    },
    matches: [...groups.flatMap(({ matches }) => matches), { key, records }],
  };
}

const recordsOf = <Found>(groups: readonly Group<Found>[]): Found[] =>
  groups.flatMap(({ records }) => records);

/** Keeps one conflict for the same records and reason: that of the best identifier. */
function createConflicts<Found>(found: readonly Found[]) {
  const positions = new Map(found.map((record, position) => [record, position]));
  const all = new Map<string, Conflict<Found>>();
  return {
    all: () => [...all.values()],
    add({ records, ...conflict }: Conflict<Found>): void {
      const members = records
        .map((record) => ({ record, position: positions.get(record) ?? -1 }))
        .sort((one, other) => one.position - other.position);
      const name = `${conflict.reason} ${members.map(({ position }) => position).join()}`;
      if (!all.has(name)) all.set(name, { ...conflict, records: members.map(({ record }) => record) });
    },
  };
}
