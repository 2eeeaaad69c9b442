import { isRecord, type PageRequest, type PrimaryCall, readAround } from "@mdmkit/unified/vendor";
import { recordsIn } from "../api/errors.ts";
import type { JumpCloudAppRecord, SoftwareRow, SoftwareTable } from "../api/record.ts";
import type { JumpCloudApi, JumpCloudTypes } from "../generated/api/client.ts";
import { MOST_ROWS } from "./app-filters.ts";
import { sharedId } from "./app-id.ts";

/** Position of a walk through the tables. */
export type SoftwarePosition = {
  readonly table: SoftwareTable;
  readonly skip: number;
  /** How many rows before it are read again: to number those that may have copies behind them, or to see that no row was lost. */
  readonly back: number;
};

export type Part = {
  readonly limit: number;
  readonly filter: readonly string[];
  /** The rows just before the place, as far as they were read. */
  readonly before: readonly Row[];
};

/** Null in place of a row that the vendor cannot serve. */
type Row = JumpCloudAppRecord | null;

export type Batch = {
  /** The rows from the place on, each with a number where it is a copy. */
  readonly apps: readonly Row[];
  /** `before` with these, as they came. */
  readonly read: readonly Row[];
  /** How many rows the filtered table has, where the response says it. */
  readonly total: number | undefined;
  /** Whether rows that were read again are others now, so that rows may be missing in between. */
  readonly isShifted: boolean;
};

type RowsResponse = Promise<{ data: readonly SoftwareRow[]; response: Response }>;

type Source = {
  readonly operation: string;
  /** A stable order: system after system. */
  readonly sort: readonly string[];
  read(
    client: JumpCloudApi,
    query: JumpCloudTypes["systeminsights_list_apps"]["input"]["query"],
    options?: PrimaryCall,
  ): RowsResponse;
};

const SOURCES: { readonly [Table in SoftwareTable]: Source } = {
  apps: {
    operation: "systeminsights_list_apps",
    sort: ["system_id", "bundle_name"],
    read: (client, query, options) => client.request("systeminsights_list_apps", { query }, options),
  },
  programs: {
    operation: "systeminsights_list_programs",
    sort: ["system_id", "name"],
    read: (client, query, options) => client.request("systeminsights_list_programs", { query }, options),
  },
  linux_packages: {
    operation: "systeminsights_list_linux_packages",
    sort: ["system_id", "name"],
    read: (client, query, options) =>
      client.request("systeminsights_list_linux_packages", { query }, options),
  },
};

/** Some rows of a table, each with the table's name; undefined where those before come again, so that it does not get on. */
export async function readSoftware(
  client: JumpCloudApi,
  { table, skip, back, limit, filter, before }: SoftwarePosition & Part,
  { primary, split }: Pick<PageRequest<never>, "primary" | "split">,
): Promise<Batch | undefined> {
  const { sort, operation, read } = SOURCES[table];
  const span = { offset: skip - back, size: Math.min(limit + back, MOST_ROWS) };
  const { items, total } = await readAround<SoftwareRow>(span, { split }, async ({ offset, size }, call) => {
    const paging = { limit: size, skip: offset, sort: [...sort] };
    const query = { ...paging, ...(filter.length > 0 && { filter: [...filter] }) };
    const { data, response } = await read(client, query, { ...primary, ...call });
    return { items: recordsIn(data, operation), total: totalOf(response) };
  });
  const rows = items.map((row) => (isRecord(row) ? { ...row, insightTable: table } : row));
  const [again, fresh] = [rows.slice(0, back), rows.slice(back)];
  const isShifted = before.length > 0 && back > 0 && signOf(again) !== signOf(before.slice(-back));
  if (before.length > 0 && fresh.length > 0 && signOf(fresh) === signOf(before.slice(-fresh.length))) {
    // A row that was lost before moves the last one behind the end of the page before.
    return isShifted && fresh.length === 1 ? { apps: [], read: before, total, isShifted } : undefined;
  }
  const known = before.length > 0 ? before : again;
  return { apps: numbered(fresh, known), read: [...known, ...fresh], total, isShifted };
}

/** Rows of the table, where the response says it. */
function totalOf({ headers }: Response): number | undefined {
  const total = headers.get("x-total-count");
  return total && /^\d+$/.test(total) ? Number(total) : undefined;
}

/** What distinguishes some rows from others: an id among them, or all their properties if none has an id. */
function signOf(rows: readonly Row[]): string {
  const ids = rows.map((row) => (isRecord(row) ? sharedId(row) : ""));
  return ids.find(Boolean) ?? JSON.stringify(rows);
}

/** The rows, numbered where a row of the same id came before. */
function numbered(rows: readonly Row[], before: readonly Row[]): Row[] {
  const copies = new Map<string, number>();
  const copyNumberOf = (row: Row): number => {
    const id = isRecord(row) ? sharedId(row) : "";
    const copy = (copies.get(id) ?? 0) + 1;
    if (id) copies.set(id, copy);
    return copy;
  };
  for (const row of before) copyNumberOf(row);
  return rows.map((row) => {
    const copy = copyNumberOf(row);
    return row && copy > 1 ? { ...row, copy } : row;
  });
}

/** Copies stand together, since a table is sorted by system and name: how many rows at the end are of one name. */
export function backFrom(rows: readonly Row[]): number {
  const last = groupOf(rows.at(-1));
  const others = rows.findLastIndex((row) => groupOf(row) !== last);
  return Math.min(rows.length - 1 - others, MOST_BACK);
}

const MOST_BACK = 1000;

function groupOf(row: Row | undefined): string | undefined {
  if (!isRecord(row)) return undefined;
  const { insightTable, system_id, bundle_name, name } = row;
  return JSON.stringify([system_id, insightTable === "apps" ? bundle_name : name]);
}
