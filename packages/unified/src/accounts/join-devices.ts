import type { Device } from "../contract/model.ts";
import { activeAt, newestFirst } from "./enrollments.ts";
import { JOIN_KEYS, type JoinKey, type JoinStrength, STRENGTHS } from "./identifiers.ts";
import { type ConflictReason, groupRecords } from "./join-groups.ts";
import type { Entry, Group } from "./linked-groups.ts";

/** The records of one physical device. */
export type JoinedDevice<Found> = {
  /** The record of each account, most recent activity first. */
  readonly records: readonly Found[];
  /** Earlier enrollments, and records that wait for one, in an account that has another record of the device in `records`. */
  readonly earlier: readonly Found[];
  /** The merged device: each field from the first of `records` that has a value. */
  readonly device: Device;
  /** What the records were joined by, strongest first. Empty for a device with one record. */
  readonly matches: readonly JoinMatch<Found>[];
};

/** Records that were joined because they share an identifier, directly or through another one of them. */
export type JoinMatch<Found> = {
  /** The identifier that they share. */
  readonly key: JoinKey;
  /** How strong the evidence of that identifier is. */
  readonly strength: JoinStrength;
  /** The records that share it. */
  readonly records: readonly Found[];
};

/** Records that share an identifier and are not all of one device. */
export type JoinConflict<Found> = {
  /** The identifier that they share. */
  readonly key: JoinKey;
  /** How strong the evidence of that identifier is. */
  readonly strength: JoinStrength;
  /**
   * `same_account`: an account has several of the records at the same time. Otherwise the field in which they differ: a better
   * identifier or the platform.
   */
  readonly reason: ConflictReason;
  /** The records that share it. */
  readonly records: readonly Found[];
};

/** Devices of several accounts, each once. */
export type JoinedFleet<Found> = {
  /** Every device, with its records. */
  readonly devices: readonly JoinedDevice<Found>[];
  /** Records that share an identifier and were not joined. */
  readonly conflicts: readonly JoinConflict<Found>[];
};

/** What is known of the accounts whose devices are joined. */
export type JoinOptions = {
  /**
   * Accounts whose vendor keeps the record of an earlier enrollment when a device enrolls again: those with
   * `plan.keepsEnrollments` in the outcomes of a combined list.
   */
  readonly keepsEnrollments?: readonly string[];
};

/**
 * Joins records of one physical device by serial number, hardware ids or MAC address, in this order. A weaker identifier never
 * joins records that a stronger one separates, and placeholders join nothing. Two records of one account are a conflict, unless
 * they are successive enrollments or one waits for an enrollment. A MAC address that several records of one account share (a
 * dock) is not used. The order of the records does not matter, and each is in exactly one device.
 *
 * @example
 * const { devices, conflicts } = joinDevices([{ account: "hq", device }, { account: "labs", device: other }]);
 */
export function joinDevices<Found extends Entry>(
  found: readonly Found[],
  { keepsEnrollments = [] }: JoinOptions = {},
): JoinedFleet<Found> {
  const { groups, conflicts } = groupRecords(found, (account) => keepsEnrollments.includes(account));
  return {
    devices: groups.map(toJoined),
    conflicts: conflicts.map((conflict) => ({ ...conflict, strength: STRENGTHS[conflict.key] })),
  };
}

function toJoined<Found extends Entry>({ records: all, matches }: Group<Found>): JoinedDevice<Found> {
  const newest = new Map<string, string>();
  for (const { account, device } of all.toSorted((one, other) => newestFirst(one.device, other.device)))
    if (!newest.has(account)) newest.set(account, device.id);
  const isNewest = ({ account, device }: Found) => newest.get(account) === device.id;
  const records = all.filter(isNewest).sort(byActivity);
  const earlier = all.filter((record) => !isNewest(record)).sort(byActivity);
  const device: Device = { id: records[0]?.device.id ?? "" };
  for (const record of records) fillIn(device, { ...record.device, remote_data: undefined });
  return {
    records,
    earlier,
    device,
    matches: matches
      .map(({ key, records }) => ({ key, strength: STRENGTHS[key], records }))
      .sort((one, other) => JOIN_KEYS.indexOf(one.key) - JOIN_KEYS.indexOf(other.key)),
  };
}

/** Most recent activity first; of equal ones by account and id, so that the order of the input does not matter. */
function byActivity(one: Entry, other: Entry): number {
  const later = (activeAt(other.device) ?? 0) - (activeAt(one.device) ?? 0);
  return later || compareText(one.account, other.account) || compareText(one.device.id, other.device.id);
}

const compareText = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** Adds missing fields. A value replaces null. */
function fillIn<T extends object>(target: T, source: T): void {
  for (const name in source) target[name] ??= source[name];
}
