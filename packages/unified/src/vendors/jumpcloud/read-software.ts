import { isRecord } from "../../record.ts";
import type { PrimaryCall } from "../../vendor.ts";
import { rowItems, unusable } from "./answers.ts";
import { appId } from "./app-id.ts";
import type { JumpCloudApi, JumpCloudTypes } from "./client.ts";
import type { JumpCloudApp, SoftwareRow, SoftwareTable } from "./record.ts";

/** Where a walk through the tables stands. */
export type Place = { readonly table: SoftwareTable; readonly skip: number };

export type Part = {
  readonly limit: number;
  readonly filter: readonly string[];
  /** The rows before these: when they come again, JumpCloud does not get on. */
  readonly before?: readonly JumpCloudApp[];
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

/** Some rows of a table, each with the table's name. */
export async function readSoftware(
  client: JumpCloudApi,
  { table, skip, limit, filter, before }: Place & Part,
  options: PrimaryCall | undefined,
): Promise<JumpCloudApp[]> {
  const { sort, operation, read } = SOURCES[table];
  const query = { limit, skip, sort: [...sort], ...(filter.length > 0 && { filter: [...filter] }) };
  const rows = rowItems(await read(client, query, options), operation);
  const apps = rows.map((row) => (isRecord(row) ? { ...row, insightTable: table } : row));
  if (before?.length && firstId(apps) === firstId(before)) {
    throw unusable("The same rows came twice; the walk would not end.", operation);
  }
  return apps;
}

const firstId = ([first]: readonly JumpCloudApp[]): string | undefined =>
  isRecord(first) ? appId(first) : undefined;
