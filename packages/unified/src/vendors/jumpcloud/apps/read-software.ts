import { isRecord, type PrimaryCall } from "@mdmkit/unified/vendor";
import { rowItems } from "../api/answers.ts";
import type { JumpCloudApp, SoftwareRow, SoftwareTable } from "../api/record.ts";
import type { JumpCloudApi, JumpCloudTypes } from "../generated/api/client.ts";
import { sharedId } from "./app-id.ts";

/** The most rows one answer is asked for. */
export const MOST_ROWS = 10_000;

/** Where a walk through the tables stands. */
export type Place = {
  readonly table: SoftwareTable;
  readonly skip: number;
  /** How many rows before it may have copies behind it, and are read again to number those. */
  readonly back: number;
};

export type Part = {
  readonly limit: number;
  readonly filter: readonly string[];
  /** The rows just before the place, as far as they were read. */
  readonly before: readonly JumpCloudApp[];
};

export type Batch = {
  /** The rows from the place on, each with a number where it is a copy. */
  readonly apps: readonly JumpCloudApp[];
  /** `before` with these, as they came. */
  readonly read: readonly JumpCloudApp[];
};

type Source = {
  readonly operation: string;
  /** A stable order: system after system. */
  readonly sort: readonly string[];
  read(
    client: JumpCloudApi,
    query: JumpCloudTypes["systeminsights_list_apps"]["input"]["query"],
    options?: PrimaryCall,
  ): Promise<readonly SoftwareRow[]>;
};

const SOURCES: { readonly [Table in SoftwareTable]: Source } = {
  apps: {
    operation: "systeminsights_list_apps",
    sort: ["system_id", "bundle_name"],
    read: (client, query, options) => client.systeminsights_list_apps({ query }, options),
  },
  programs: {
    operation: "systeminsights_list_programs",
    sort: ["system_id", "name"],
    read: (client, query, options) => client.systeminsights_list_programs({ query }, options),
  },
  linux_packages: {
    operation: "systeminsights_list_linux_packages",
    sort: ["system_id", "name"],
    read: (client, query, options) => client.systeminsights_list_linux_packages({ query }, options),
  },
};

/** Some rows of a table, each with the table's name; undefined where those before come again, so that it does not get on. */
export async function readSoftware(
  client: JumpCloudApi,
  { table, skip, back, limit, filter, before }: Place & Part,
  options: PrimaryCall | undefined,
): Promise<Batch | undefined> {
  const { sort, operation, read } = SOURCES[table];
  const paging = { limit: Math.min(limit + back, MOST_ROWS), skip: skip - back };
  const query = { ...paging, sort: [...sort], ...(filter.length > 0 && { filter: [...filter] }) };
  const answer = rowItems(await read(client, query, options), operation);
  const rows = answer.map((row) => (isRecord(row) ? { ...row, insightTable: table } : row));
  if (before.length > 0 && rows.length > 0 && signOf(rows) === signOf(before.slice(-rows.length)))
    return undefined;
  const known = [...before, ...rows.slice(0, back)];
  const fresh = rows.slice(back);
  return { apps: numbered(fresh, known), read: [...known, ...fresh] };
}

/** What tells some rows from others: an id among them, or all they hold where none has an id. */
function signOf(rows: readonly JumpCloudApp[]): string {
  const ids = rows.map((row) => (isRecord(row) ? sharedId(row) : ""));
  return ids.find(Boolean) ?? JSON.stringify(rows);
}

/** The rows, numbered where a row of the same id came before. */
function numbered(rows: readonly JumpCloudApp[], before: readonly JumpCloudApp[]): JumpCloudApp[] {
  const copies = new Map<string, number>();
  const placeOf = (row: JumpCloudApp): number => {
    const id = isRecord(row) ? sharedId(row) : "";
    const copy = (copies.get(id) ?? 0) + 1;
    if (id) copies.set(id, copy);
    return copy;
  };
  for (const row of before) placeOf(row);
  return rows.map((row) => {
    const copy = placeOf(row);
    return copy > 1 ? { ...row, copy } : row;
  });
}

/** Copies stand together, since a table is sorted by system and name: how many rows at the end are of one name. */
export function backFrom(rows: readonly JumpCloudApp[]): number {
  const last = groupOf(rows.at(-1));
  const others = rows.findLastIndex((row) => groupOf(row) !== last);
  return Math.min(rows.length - 1 - others, MOST_BACK);
}

const MOST_BACK = 1000;

function groupOf(row: JumpCloudApp | undefined): string | undefined {
  if (!isRecord(row)) return undefined;
  const { insightTable, system_id, bundle_name, name } = row;
  return JSON.stringify([system_id, insightTable === "apps" ? bundle_name : name]);
}
