import type { InvalidResponseError, NotFoundError } from "@mdmkit/runtime";
import {
  type AppContract,
  type AppFilters,
  isRecord,
  type Page,
  type PageRequest,
} from "@mdmkit/unified/vendor";
import { invalidCursor, invalidResponse, notFound } from "../api/errors.ts";
import type { JumpCloudAppRecord, SoftwareTable } from "../api/record.ts";
import type { JumpCloudApi } from "../generated/api/client.ts";
import { unsetInJumpCloudApp } from "../generated/api/unset.ts";
import { MOST_ROWS } from "./app-filters.ts";
import { appId, parseAppId } from "./app-id.ts";
import { mapJumpCloudApp } from "./map-app.ts";
import { type Batch, backFrom, readSoftware, type SoftwarePosition } from "./read-software.ts";
import { PLATFORM_OF, SOFTWARE_TABLES, tableNamed } from "./software-tables.ts";

type Filters = PageRequest<AppFilters>["filters"];

/** Installed software from System Insights: table after table, the whole fleet in each. */
export function createApps(client: JumpCloudApi) {
  return {
    async list(request) {
      const { cursor, limit, filters } = request;
      const tables = tablesFor(filters);
      const items: (JumpCloudAppRecord | null)[] = [];
      let doubt: Page<JumpCloudAppRecord>["doubt"];
      let mayBeLast = false;
      let position = cursor === undefined ? startOf(tables[0]) : decodePosition(cursor, tables);
      let before: Batch["read"] = [];
      // Only an empty response ends a table: a short one may have been cut by an undocumented limit.
      while (position && items.length < limit) {
        const { table, skip }: SoftwarePosition = position;
        const part = { limit: limit - items.length, filter: filterFor(table, filters), before };
        const batch = await readSoftware(client, { ...position, ...part }, request);
        if (!batch && items.length === 0) throw repeating(table);
        // The next page shows whether it goes on like that.
        if (!batch) {
          doubt ??= "shifted";
          break;
        }
        const { apps, read, total, isShifted } = batch;
        items.push(...apps);
        const isEnd = read.length === before.length;
        const end = skip + apps.length;
        doubt ??= isShifted ? "shifted" : doubtIn({ end, isEnd, total });
        mayBeLast = table === tables.at(-1) && total !== undefined && end >= total;
        position = isEnd
          ? startOf(tables[tables.indexOf(table) + 1])
          : { table, skip: end, back: isRecord(read.at(-1)) ? 1 : 0 };
        before = isEnd ? [] : read;
      }
      return {
        items,
        doubt,
        ...(position && { next: encodePosition({ ...position, back: backFrom(before) }), mayBeLast }),
      };
    },

    async get(id, { primary }) {
      const named = parseAppId(id);
      if (!named) throw unknownApp("apps.get");
      const { systemId, table } = named;
      const part = { limit: MOST_ROWS, filter: [`system_id:eq:${systemId}`] };
      let before: Batch["read"] = [];
      for (let isEnd = false; !isEnd; ) {
        const position = { table, skip: before.length, back: 0 };
        const batch = await readSoftware(client, { ...position, ...part, before }, { primary });
        if (!batch) throw repeating(table);
        const { apps, read } = batch;
        const app = apps.find((row) => isRecord(row) && appId(row) === id);
        if (app) return app;
        isEnd = apps.length === 0;
        before = read;
      }
      throw unknownApp(`systeminsights_list_${table}`);
    },

    unset: unsetInJumpCloudApp,
    map: mapJumpCloudApp,
  } satisfies Partial<AppContract<JumpCloudAppRecord>>;
}

/** What the total of a table shows about its rows. */
function doubtIn({ end, isEnd, total = end }: { end: number; isEnd: boolean; total: number | undefined }) {
  if (end > total) return "total-exceeded";
  return isEnd && end < total ? "short" : undefined;
}

function repeating(table: SoftwareTable): InvalidResponseError {
  const operation = `systeminsights_list_${table}`;
  return invalidResponse(operation, "JumpCloud returned the same rows twice.");
}

function unknownApp(operation: string): NotFoundError {
  return notFound(operation, "app not found on this device.");
}

function tablesFor({ platform, device_type }: Filters): readonly SoftwareTable[] {
  if (device_type === "mobile") return [];
  return SOFTWARE_TABLES.filter((table) => platform === undefined || PLATFORM_OF[table] === platform);
}

function filterFor(table: SoftwareTable, { device, name, app_id }: Filters): string[] {
  const names = table === "linux_packages" ? [name, app_id].filter((wanted) => wanted !== undefined) : [];
  return [
    ...(device?.id === undefined ? [] : [`system_id:eq:${device.id}`]),
    ...names.map((wanted) => `name:eq:${wanted}`),
  ];
}

const startOf = (table: SoftwareTable | undefined): SoftwarePosition | undefined =>
  table && { table, skip: 0, back: 0 };

function encodePosition({ table, skip, back }: SoftwarePosition): string {
  return `${table}:${skip}:${back}`;
}

function decodePosition(cursor: string, tables: readonly SoftwareTable[]): SoftwarePosition {
  const [, name, skip, back] = /^([a-z_]+):(\d{1,12}):(\d{1,4})$/.exec(cursor) ?? [];
  const table = tableNamed(name);
  const position = table && { table, skip: Number(skip), back: Number(back) };
  if (position && tables.includes(position.table) && position.back <= position.skip) return position;
  throw invalidCursor("apps.list");
}
