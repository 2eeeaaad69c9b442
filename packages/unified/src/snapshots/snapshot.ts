import { InvalidInputError } from "@mdmkit/runtime";
import type { Listing, ListPlan } from "../contract/listing.ts";
import type { ListReport } from "../contract/model.ts";
import { isRecord } from "../records/record.ts";
import { invalidFile, isListOf, isReport, isText, memberOf, parseFile } from "./snapshot-file.ts";

/** Identifies the list. Only snapshots of one list can be compared. */
export type SnapshotOf = Pick<ListPlan, "vendor" | "resource" | "filters" | "remoteQueryHash"> & {
  /** The name of the account, as `snapshot` was given it. */
  readonly account: string;
};

/** What a snapshot is named by. */
export type SnapshotOptions = {
  /** A name of yours for the account. It must stay the same when its credentials change, and differ from that of any other. */
  readonly account: string;
};

/** The records of a list at one time, by id. `JSON.stringify` writes what `parseSnapshot` reads. */
type RecordsAt<Item> = {
  readonly of: SnapshotOf;
  readonly records: ReadonlyMap<string, Item>;
  readonly report: Readonly<ListReport>;
  toJSON(): SnapshotFile<Item>;
};

/** Contains every record that existed and passed the list's filters. */
export type CompleteSnapshot<Item> = RecordsAt<Item> & {
  /** The list was complete. */
  readonly complete: true;
};

/** Records may be missing, see `report.reason`. A missing record does not mean that it is gone. */
export type PartialSnapshot<Item> = RecordsAt<Item> & {
  /** The list was not complete. */
  readonly complete: false;
};

/** The records of a list at one time. */
export type Snapshot<Item> = CompleteSnapshot<Item> | PartialSnapshot<Item>;

/** A snapshot as JSON. */
export type SnapshotFile<Item> = typeof HEAD & {
  /** What the list is of. */
  readonly of: SnapshotOf;
  /** Whether the list was complete. */
  readonly complete: boolean;
  /** The list's report. */
  readonly report: Readonly<ListReport>;
  /** The records, in the order of the list. */
  readonly records: readonly Item[];
};

const HEAD = { format: "mdmkit-snapshot", version: 2 } as const;

/**
 * Reads a list to its end into a snapshot. `remoteData: false` makes it many times smaller.
 *
 * @example
 * const today = await snapshot(mdm.devices.list({ remoteData: false }), { account: "hq" });
 * await writeFile("fleet.json", JSON.stringify(today));
 */
export async function snapshot<Item extends { id: string }>(
  listing: Listing<Item>,
  options: SnapshotOptions,
): Promise<Snapshot<Item>> {
  const account = accountIn(options);
  const records = new Map<string, Item>();
  for await (const item of listing) records.set(item.id, item);
  const { report, plan } = listing;
  const { vendor, resource, filters, remoteQueryHash } = plan;
  const of = { account, vendor, resource, filters, remoteQueryHash };
  return snapshotOf({ of, records, report }, report.complete && plan.fromStart);
}

function accountIn(options: Partial<SnapshotOptions> | undefined): string {
  if (typeof options?.account === "string" && options.account !== "") return options.account;
  throw new InvalidInputError("`account` must be a non-empty string: a name for the account.");
}

function snapshotOf<Item>(
  taken: Pick<Snapshot<Item>, "of" | "records" | "report">,
  complete: boolean,
): Snapshot<Item> {
  const { of, records, report } = taken;
  const toJSON = (): SnapshotFile<Item> => ({
    ...HEAD,
    of,
    complete,
    report,
    records: [...records.values()],
  });
  return complete ? { ...taken, complete: true, toJSON } : { ...taken, complete: false, toJSON };
}

/**
 * Parses a snapshot from JSON. The caller states the type of its records: `parseSnapshot<Device>(text)`. Throws
 * `InvalidInputError` for another version or shape.
 */
export function parseSnapshot<Item extends { id: string }>(text: string): Snapshot<Item> {
  const file = parseFile(text, HEAD);
  if (!isSnapshotFile<Item>(file))
    throw invalidFile("its records, its report or its description of the list are invalid");
  const records = new Map(file.records.map((record) => [record.id, record]));
  const { of, report } = file;
  return snapshotOf({ of, records, report }, file.complete && report.complete);
}

/** Checks the structure. The fields of records are not checked. */
function isSnapshotFile<Item>(file: object): file is SnapshotFile<Item> {
  const of = memberOf(file, "of");
  return (
    isText(memberOf(of, "account")) &&
    isText(memberOf(of, "vendor")) &&
    isText(memberOf(of, "resource")) &&
    isRecord(memberOf(of, "filters")) &&
    (memberOf(of, "remoteQueryHash") === undefined || isText(memberOf(of, "remoteQueryHash"))) &&
    typeof memberOf(file, "complete") === "boolean" &&
    isReport(memberOf(file, "report")) &&
    isListOf(memberOf(file, "records"), (record) => isText(memberOf(record, "id")))
  );
}
