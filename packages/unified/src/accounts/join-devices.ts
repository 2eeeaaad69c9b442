import type { Device } from "../contract/model.ts";
import { identifiersOf, JOIN_KEYS, type JoinKey } from "./identifiers.ts";

/** The records of one physical device. A device with one record has no key. */
export type JoinedDevice<Found> = {
  /** The records, most recent activity first. */
  readonly records: readonly Found[];
  /** The merged device: each field from the first record that has a value. */
  readonly device: Device;
  readonly joinedBy: readonly JoinKey[];
};

/** Two records that share an identifier and were not joined. */
export type JoinConflict<Found> = {
  readonly key: JoinKey;
  readonly records: readonly [Found, Found];
  /** The field that shows that they are two devices: a better identifier, or the platform. */
  readonly differ: JoinKey | "platform";
};

export type JoinedFleet<Found> = {
  readonly devices: readonly JoinedDevice<Found>[];
  readonly conflicts: readonly JoinConflict<Found>[];
};

type Entry = { readonly account: string; readonly device: Device };

type Identifiers = Record<JoinKey, readonly string[]>;

type Group<Found> = {
  records: Found[];
  identifiers: Identifiers;
  joinedBy: JoinKey[];
};

/**
 * Joins records of one physical device by serial number, hardware ids or MAC address, in this order. A weaker identifier never
 * joins records that a stronger one separates. A MAC address that several records of one account share (a dock) is not used.
 *
 * @example
 * const { devices, conflicts } = joinDevices([{ account: "hq", device }, { account: "labs", device: other }]);
 */
export function joinDevices<Found extends Entry>(found: readonly Found[]): JoinedFleet<Found> {
  const groups = new Set<Group<Found>>();
  const groupOf = new Map<Found, Group<Found>>();
  const members = found.map((record) => ({ record, identifiers: identifiersOf(record.device) }));
  for (const { record, identifiers } of members) {
    const group: Group<Found> = { records: [record], identifiers: { ...identifiers }, joinedBy: [] };
    groups.add(group);
    groupOf.set(record, group);
  }
  const conflicts: JoinConflict<Found>[] = [];
  for (const key of JOIN_KEYS) {
    for (const holders of holdersByValue(members, key)) {
      for (const other of holders.slice(1)) {
        const [first] = holders;
        const target = first && groupOf.get(first);
        const source = groupOf.get(other);
        if (!first || !target || !source || target === source) continue;
        const differ = differenceOf(target, source, key);
        if (differ) {
          conflicts.push({ key, records: [first, other], differ });
          continue;
        }
        mergeInto(target, source, key);
        groups.delete(source);
        for (const record of source.records) groupOf.set(record, target);
      }
    }
  }
  return { devices: [...groups].map(toJoined), conflicts };
}

/** The records of each identifier value that several records share. */
function holdersByValue<Found extends Entry>(
  members: readonly { record: Found; identifiers: Identifiers }[],
  key: JoinKey,
): Found[][] {
  const byValue = new Map<string, Found[]>();
  for (const { record, identifiers } of members) {
    for (const value of identifiers[key]) {
      const holders = byValue.get(value);
      if (holders) holders.push(record);
      else byValue.set(value, [record]);
    }
  }
  const several = [...byValue.values()].filter((holders) => holders.length > 1);
  if (key !== "mac_address") return several;
  return several.filter((holders) => new Set(holders.map(({ account }) => account)).size === holders.length);
}

function differenceOf<Found extends Entry>(
  one: Group<Found>,
  other: Group<Found>,
  key: JoinKey,
): JoinKey | "platform" | undefined {
  const better = JOIN_KEYS.slice(0, JOIN_KEYS.indexOf(key)).find((candidate) => {
    const [mine, theirs] = [one.identifiers[candidate], other.identifiers[candidate]];
    return mine.length > 0 && theirs.length > 0 && !mine.some((value) => theirs.includes(value));
  });
  if (better) return better;
  const platforms = [...one.records, ...other.records].flatMap(({ device }) => familyOf(device) ?? []);
  return new Set(platforms).size > 1 ? "platform" : undefined;
}

/** Vendors disagree whether an iPad runs iOS, so both count as equal. */
function familyOf({ platform }: Device): string | undefined {
  if (platform == null || platform === "unknown") return undefined;
  return platform === "ipados" ? "ios" : platform;
}

function mergeInto<Found>(target: Group<Found>, source: Group<Found>, key: JoinKey): void {
  target.records.push(...source.records);
  for (const name of JOIN_KEYS) {
    target.identifiers[name] = [...new Set([...target.identifiers[name], ...source.identifiers[name]])];
  }
  target.joinedBy = [...new Set([...target.joinedBy, ...source.joinedBy, key])];
}

function toJoined<Found extends Entry>({ records, joinedBy }: Group<Found>): JoinedDevice<Found> {
  const latestFirst = records.toSorted((a, b) => heardAt(b.device) - heardAt(a.device));
  const [latest] = latestFirst;
  const device: Device = { id: latest?.device.id ?? "" };
  for (const record of latestFirst) fillIn(device, { ...record.device, remote_data: undefined });
  return { records: latestFirst, device, joinedBy };
}

function heardAt({ last_activity_at }: Device): number {
  return last_activity_at ? Date.parse(last_activity_at) : 0;
}

/** Adds missing fields. A value replaces null. */
function fillIn<T extends object>(target: T, source: T): void {
  for (const name in source) target[name] ??= source[name];
}
