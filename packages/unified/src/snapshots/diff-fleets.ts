import type { FleetOf } from "../accounts/join-fleet.ts";
import { changesBetween, type DiffOptions, type FieldChanges, skippedFields } from "./field-changes.ts";
import type { AccountDevice, CompleteFleetSnapshot, FleetDevice, FleetSnapshot } from "./fleet-snapshot.ts";
import { type DeviceMatch, matchDevices, nameOfRecord } from "./match-devices.ts";
import { assertSame } from "./snapshot-mismatch.ts";

/** Fields of one account's record of a device that changed. */
export type AccountChanges<Found extends AccountDevice> = {
  /** Name of the account. */
  readonly account: Found["account"];
  /** Id of the record. */
  readonly id: string;
  /** The fields that changed. */
  readonly fields: FieldChanges<Found["device"]>;
};

/** A device whose records changed, or that was found in other accounts. */
export type FleetUpdate<Found extends AccountDevice> = {
  /** The device in the earlier snapshot. */
  readonly before: FleetDevice<Found>;
  /** The device in the later snapshot. */
  readonly after: FleetDevice<Found>;
  /** What changed in each of its records. */
  readonly changes: readonly AccountChanges<Found>[];
  /** Records that the device did not have before: of another account, or of a new enrollment. */
  readonly added: readonly Found[];
  /** Records that are gone, of accounts whose list is complete. */
  readonly removed: readonly Found[];
};

type Changes<Found extends AccountDevice> = {
  /** Devices without a record in the earlier snapshot. If that was incomplete, it may have missed them. */
  readonly created: readonly FleetDevice<Found>[];
  readonly updated: readonly FleetUpdate<Found>[];
  /** The same records, joined to other devices, because identifiers were added or corrected. None of them is new or gone. */
  readonly regrouped: readonly DeviceMatch<Found>[];
};

/** The difference of two complete snapshots. */
export type CompleteFleetDiff<Found extends AccountDevice> = Changes<Found> & {
  /** Devices without a record in the later snapshot. */
  readonly missing: readonly FleetDevice<Found>[];
};

/** `missing` exists only between two complete snapshots. */
export type FleetDiff<Found extends AccountDevice> =
  | CompleteFleetDiff<Found>
  | (Changes<Found> & {
      /** Not known. */
      readonly missing?: undefined;
    });

/**
 * What changed between two snapshots of a joined fleet. A device is the same if it shares a record, by account and id, with the
 * earlier one. Records are compared account by account, as `diff` does: which account had the latest contact makes no difference.
 * Throws `SnapshotMismatchError` for snapshots of other accounts or filters.
 *
 * @example
 * const { created, updated, missing } = diffFleets(parseFleetSnapshot(text), snapshotFleet(fleet));
 */
export function diffFleets<Found extends AccountDevice>(
  before: CompleteFleetSnapshot<Found>,
  after: CompleteFleetSnapshot<Found>,
  options?: DiffOptions<Found["device"]>,
): CompleteFleetDiff<Found>;
export function diffFleets<Found extends AccountDevice>(
  before: FleetSnapshot<Found>,
  after: FleetSnapshot<Found>,
  options?: DiffOptions<Found["device"]>,
): FleetDiff<Found>;
export function diffFleets<Found extends AccountDevice>(
  before: FleetSnapshot<Found>,
  after: FleetSnapshot<Found>,
  options: DiffOptions<Found["device"]> = {},
): FleetDiff<Found> {
  assertSame(comparable(before.of, after.of), comparable(after.of, before.of), nameOf);
  const changesIn = comparison(before, after, options);
  const created: FleetDevice<Found>[] = [];
  const missing: FleetDevice<Found>[] = [];
  const updated: FleetUpdate<Found>[] = [];
  const regrouped: DeviceMatch<Found>[] = [];
  for (const match of matchDevices(before.devices, after.devices)) {
    const [earlier, ...others] = match.before;
    const [later, ...further] = match.after;
    if (!earlier) created.push(...match.after);
    else if (!later) missing.push(...match.before);
    else if (others.length > 0 || further.length > 0) regrouped.push(match);
    else updated.push(...changesIn(earlier, later));
  }
  if (!before.complete || !after.complete) return { created, updated, regrouped };
  return { created, updated, regrouped, missing };
}

/** An account that could not be read at all has no vendor, which is not a difference. */
function comparable({ accounts, ...list }: FleetOf, other: FleetOf): FleetOf {
  const known = Object.entries(accounts).map(([account, vendor]) => [
    account,
    vendor ?? other.accounts[account] ?? null,
  ]);
  return { accounts: Object.fromEntries(known), ...list };
}

function nameOf({ accounts, filters }: FleetOf): string {
  const names = Object.keys(filters);
  const from = Object.entries(accounts).map(([account, vendor]) => `${account}: ${vendor ?? "unknown"}`);
  return `devices of ${from.join(", ")}${names.length > 0 ? ` by ${names.join(", ")}` : ""}`;
}

/** Compares two states of one device. The result is empty if nothing changed. */
function comparison<Found extends AccountDevice>(
  before: FleetSnapshot<Found>,
  after: FleetSnapshot<Found>,
  options: DiffOptions<Found["device"]>,
): (earlier: FleetDevice<Found>, later: FleetDevice<Found>) => FleetUpdate<Found>[] {
  const skipped = new Map(
    Object.keys(after.of.accounts).map((account) => [
      account,
      skippedFields(options, [before.reports[account], after.reports[account]]),
    ]),
  );
  return (earlier, later) => {
    const known = byName(earlier);
    const now = byName(later);
    const changes = later.records.flatMap((record): AccountChanges<Found>[] => {
      const { account, device } = record;
      const previous: Found["device"] | undefined = known.get(nameOfRecord(record))?.device;
      const current: Found["device"] = device;
      const fields = previous && changesBetween(previous, current, skipped.get(account) ?? new Set());
      return fields ? [{ account, id: device.id, fields }] : [];
    });
    const added = [...now].flatMap(([name, record]) => (known.has(name) ? [] : [record]));
    const removed = [...known].flatMap(([name, record]) =>
      !now.has(name) && after.reports[record.account]?.complete === true ? [record] : [],
    );
    const isSame = changes.length === 0 && added.length === 0 && removed.length === 0;
    return isSame ? [] : [{ before: earlier, after: later, changes, added, removed }];
  };
}

const byName = <Found extends AccountDevice>({ records, earlier }: FleetDevice<Found>) =>
  new Map([...records, ...earlier].map((record) => [nameOfRecord(record), record]));
