import type { Paginated, PaginateOptions } from "@mdmkit/runtime";
import {
  type Device,
  groupRows,
  type Platform,
  type SupportingReads,
  type Unreadable,
} from "@mdmkit/unified/vendor";
import type { InsightRows, InsightTable, SystemInsights } from "../api/record.ts";
import type { JumpCloudReadApi, JumpCloudTypes } from "../generated/api/client.ts";

type Query = JumpCloudTypes["systeminsights_list_system_info"]["input"]["query"];

type Source<Row> = {
  /** Platforms whose agent fills the table. */
  readonly platforms: readonly Platform[];
  readonly fields: readonly (keyof Device)[];
  rows(client: JumpCloudReadApi, query: Query, options: PaginateOptions): Paginated<Row>;
};

const COMPUTERS: readonly Platform[] = ["windows", "macos", "linux"];

const SOURCES: { readonly [Table in InsightTable]: Source<InsightRows[Table]> } = {
  system_info: {
    platforms: COMPUTERS,
    fields: [
      "cpu_cores",
      "cpu_name",
      "hardware_uuid",
      "manufacturer",
      "memory_bytes",
      "model",
      "serial_number",
      "type",
    ],
    rows: (client, query, options) => client.paginate("systeminsights_list_system_info", { query }, options),
  },
  os_version: {
    platforms: COMPUTERS,
    fields: ["os_build"],
    rows: (client, query, options) => client.paginate("systeminsights_list_os_version", { query }, options),
  },
  interface_details: {
    platforms: COMPUTERS,
    fields: ["mac_addresses"],
    rows: (client, query, options) =>
      client.paginate("systeminsights_list_interface_details", { query }, options),
  },
  battery: {
    platforms: ["windows", "macos"],
    fields: ["battery_percent", "type"],
    rows: (client, query, options) => client.paginate("systeminsights_list_battery", { query }, options),
  },
  chassis_info: {
    platforms: ["windows"],
    fields: ["asset_tag", "model", "type"],
    rows: (client, query, options) => client.paginate("systeminsights_list_chassis_info", { query }, options),
  },
  bitlocker_info: {
    platforms: ["windows"],
    fields: ["disk_encryption"],
    rows: (client, query, options) =>
      client.paginate("systeminsights_list_bitlocker_info", { query }, options),
  },
  disk_info: {
    platforms: ["windows"],
    fields: ["storage_total_bytes"],
    rows: (client, query, options) => client.paginate("systeminsights_list_disk_info", { query }, options),
  },
  windows_security_center: {
    platforms: ["windows"],
    fields: ["firewall_enabled"],
    rows: (client, query, options) =>
      client.paginate("systeminsights_list_windows_security_center", { query }, options),
  },
  alf: {
    platforms: ["macos"],
    fields: ["firewall_enabled"],
    rows: (client, query, options) => client.paginate("systeminsights_list_alf", { query }, options),
  },
  disk_encryption: {
    platforms: ["macos", "linux"],
    fields: ["disk_encryption"],
    rows: (client, query, options) =>
      client.paginate("systeminsights_list_disk_encryption", { query }, options),
  },
};

const TABLES = [
  "system_info",
  "os_version",
  "interface_details",
  "battery",
  "chassis_info",
  "bitlocker_info",
  "disk_info",
  "windows_security_center",
  "alf",
  "disk_encryption",
] as const satisfies readonly InsightTable[];

const MOST_ROWS = 10_000;

/** Rows of every useful table for many systems at once: one request a table, not one a device. */
export async function readInsights(
  client: JumpCloudReadApi,
  systems: readonly { id: string; platform: Platform }[],
  reads: SupportingReads,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, SystemInsights>> {
  const bySystem = new Map<string, SystemInsights>(systems.map(({ id }) => [id, {}]));

  const read = async (table: InsightTable) => {
    const { platforms, fields, rows } = SOURCES[table];
    const ids = systems.filter(({ platform }) => platforms.includes(platform)).map(({ id }) => id);
    if (ids.length === 0) return;
    const query = { filter: [`system_id:in:${ids.join("|")}`], limit: MOST_ROWS };
    const found = await reads.read(`systeminsights_list_${table}`, fields, (unreadable) =>
      rowsBySystem(rows(client, query, { signal, incomplete: "report" }), unreadable),
    );
    if (found) for (const id of ids) Object.assign(bySystem.get(id) ?? {}, { [table]: found.get(id) ?? [] });
  };

  await Promise.all(TABLES.map(read));
  return bySystem;
}

function rowsBySystem<Row extends { system_id?: string }>(
  rows: Paginated<Row>,
  unreadable: Unreadable,
): Promise<ReadonlyMap<string, Row[]>> {
  return groupRows(rows, ({ system_id }) => system_id, unreadable);
}
