import type { CombinedFleet, FleetOf } from "../accounts/join-fleet.ts";
import type { Device, ListReport } from "../contract/model.ts";
import { isRecord } from "../records/record.ts";
import { invalidFile, isListOf, isObjectOf, isReport, isText, memberOf, parseFile } from "./snapshot-file.ts";

/** A record and the account it was found in. */
export type AccountDevice = { readonly account: string; readonly device: Device };

/** A device of a joined fleet: the merged device, and the records it was joined from. */
export type FleetDevice<Found> = {
  /** The merged device. */
  readonly device: Device;
  /** The record of each account. */
  readonly records: readonly Found[];
  /** Records of earlier enrollments. */
  readonly earlier: readonly Found[];
};

type DevicesAt<Found> = {
  readonly of: FleetOf;
  readonly devices: readonly FleetDevice<Found>[];
  /** The report of each account's list. */
  readonly reports: Readonly<Record<string, Readonly<ListReport>>>;
  toJSON(): FleetSnapshotFile<Found>;
};

/** Contains every device that existed and passed the filters, of all accounts. */
export type CompleteFleetSnapshot<Found> = DevicesAt<Found> & {
  /** The list of every account was complete. */
  readonly complete: true;
};

/** Devices may be missing: `reports` says of which account. */
export type PartialFleetSnapshot<Found> = DevicesAt<Found> & {
  /** The list of an account was not complete. */
  readonly complete: false;
};

/** A joined fleet at one time. */
export type FleetSnapshot<Found> = CompleteFleetSnapshot<Found> | PartialFleetSnapshot<Found>;

/** A snapshot of a joined fleet as JSON. */
export type FleetSnapshotFile<Found> = typeof HEAD &
  Omit<DevicesAt<Found>, "toJSON"> & {
    /** Whether the list of every account was complete. */
    readonly complete: boolean;
  };

const HEAD = { format: "mdmkit-fleet-snapshot", version: 1 } as const;

/**
 * A snapshot of a joined fleet. `JSON.stringify` writes what `parseFleetSnapshot` reads.
 *
 * @example
 * const fleet = await combine({ hq, labs }).devices.list({ remoteData: false }).join();
 * await writeFile("fleet.json", JSON.stringify(snapshotFleet(fleet)));
 */
export function snapshotFleet<Found extends AccountDevice>(
  fleet: CombinedFleet<Found>,
): FleetSnapshot<Found> {
  const { of, outcomes, complete } = fleet;
  const devices = fleet.devices.map(({ device, records, earlier }) => ({ device, records, earlier }));
  const reports = Object.fromEntries(
    Object.entries(outcomes).map(([account, { report }]) => [account, report]),
  );
  return snapshotOf({ of, devices, reports }, complete);
}

function snapshotOf<Found>(taken: Omit<DevicesAt<Found>, "toJSON">, complete: boolean): FleetSnapshot<Found> {
  const toJSON = (): FleetSnapshotFile<Found> => ({ ...HEAD, ...taken, complete });
  return complete ? { ...taken, complete: true, toJSON } : { ...taken, complete: false, toJSON };
}

/** Parses a snapshot of a joined fleet from JSON. Throws `InvalidInputError` for another version or shape. */
export function parseFleetSnapshot<Found extends AccountDevice = AccountDevice>(
  text: string,
): FleetSnapshot<Found> {
  const file = parseFile(text, HEAD);
  if (!isFleetFile<Found>(file)) {
    throw invalidFile("its devices, its reports or its description of the accounts are invalid");
  }
  const { of, devices, reports } = file;
  const isWhole = Object.keys(of.accounts).every((account) => reports[account]?.complete === true);
  return snapshotOf({ of, devices, reports }, file.complete && isWhole);
}

/** Checks the structure. The fields of devices are not checked. */
function isFleetFile<Found>(file: object): file is FleetSnapshotFile<Found> {
  const of = memberOf(file, "of");
  return (
    isObjectOf(memberOf(of, "accounts"), (vendor) => vendor === null || isText(vendor)) &&
    isRecord(memberOf(of, "filters")) &&
    (memberOf(of, "remoteQueryHash") === undefined || isText(memberOf(of, "remoteQueryHash"))) &&
    typeof memberOf(file, "complete") === "boolean" &&
    isObjectOf(memberOf(file, "reports"), isReport) &&
    isListOf(memberOf(file, "devices"), isFleetDevice)
  );
}

function isFleetDevice(value: unknown): boolean {
  return (
    isText(memberOf(memberOf(value, "device"), "id")) &&
    isListOf(memberOf(value, "records"), isAccountDevice) &&
    isListOf(memberOf(value, "earlier"), isAccountDevice)
  );
}

const isAccountDevice = (value: unknown): boolean =>
  isText(memberOf(value, "account")) && isText(memberOf(memberOf(value, "device"), "id"));
