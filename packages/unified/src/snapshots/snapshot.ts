import { InvalidInputError } from "@mdmkit/runtime";
import type { Listing, ListPlan } from "../contract/listing.ts";
import type { ListReport } from "../contract/model.ts";
import { isRecord } from "../records/record.ts";

/** Identifies the list. Only snapshots of one list can be compared. */
export type SnapshotOf = Pick<ListPlan, "vendor" | "resource" | "filters">;

/** The records of a list at one time, by id. `JSON.stringify` writes what `parseSnapshot` reads. */
type RecordsAt<Item> = {
  readonly of: SnapshotOf;
  readonly records: ReadonlyMap<string, Item>;
  readonly report: Readonly<ListReport>;
  toJSON(): SnapshotFile<Item>;
};

/** Contains every record that existed and passed the list's filters. */
export type CompleteSnapshot<Item> = RecordsAt<Item> & { readonly complete: true };

/** Records may be missing, see `report.reason`. A missing record does not mean that it is gone. */
export type PartialSnapshot<Item> = RecordsAt<Item> & { readonly complete: false };

export type Snapshot<Item> = CompleteSnapshot<Item> | PartialSnapshot<Item>;

/** A snapshot as JSON. */
export type SnapshotFile<Item> = {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly of: SnapshotOf;
  readonly complete: boolean;
  readonly report: Readonly<ListReport>;
  readonly records: readonly Item[];
};

const FORMAT = "mdmkit-snapshot";
const VERSION = 1;

/**
 * Reads a list to its end into a snapshot. `remoteData: false` makes it many times smaller.
 *
 * @example
 * const today = await snapshot(mdm.devices.list({ remoteData: false }));
 * await writeFile("fleet.json", JSON.stringify(today));
 */
export async function snapshot<Item extends { id: string }>(listing: Listing<Item>): Promise<Snapshot<Item>> {
  const records = new Map<string, Item>();
  for await (const item of listing) records.set(item.id, item);
  const { report, plan } = listing;
  const { vendor, resource, filters } = plan;
  const of = { vendor, resource, filters };
  return snapshotOf({ of, records, report }, report.complete && plan.fromStart);
}

function snapshotOf<Item>(
  taken: Pick<Snapshot<Item>, "of" | "records" | "report">,
  complete: boolean,
): Snapshot<Item> {
  const { of, records, report } = taken;
  const toJSON = (): SnapshotFile<Item> => ({
    format: FORMAT,
    version: VERSION,
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
  const file = parseJson(text);
  if (!isRecord(file) || memberOf(file, "format") !== FORMAT) throw notOne("it is no snapshot");
  if (memberOf(file, "version") !== VERSION) {
    throw notOne(`its version is not ${VERSION}, the one this mdmkit reads`);
  }
  if (!isSnapshotFile<Item>(file)) throw notOne("its records, its report or what it is of are not whole");
  const records = new Map(file.records.map((record) => [record.id, record]));
  const { of, report } = file;
  return snapshotOf({ of, records, report }, file.complete && report.complete);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notOne("it is not JSON"); // the parser's message would quote the file
  }
}

/** Checks the structure. The fields of records are not checked. */
function isSnapshotFile<Item>(file: object): file is SnapshotFile<Item> {
  const report = memberOf(file, "report");
  const of = memberOf(file, "of");
  return (
    isText(memberOf(of, "vendor")) &&
    isText(memberOf(of, "resource")) &&
    isRecord(memberOf(of, "filters")) &&
    typeof memberOf(file, "complete") === "boolean" &&
    typeof memberOf(report, "complete") === "boolean" &&
    isListOf(memberOf(report, "gaps"), (gap) => isListOf(memberOf(gap, "fields"), isText)) &&
    isListOf(memberOf(file, "records"), (record) => isText(memberOf(record, "id")))
  );
}

const isText = (value: unknown) => typeof value === "string";

function isListOf(value: unknown, test: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) ? Reflect.get(value, name) : undefined;
}

function notOne(reason: string): InvalidInputError {
  return new InvalidInputError(`Invalid snapshot: ${reason}. Take a new one.`);
}
