import { InvalidInputError, NotFoundError } from "@mdmkit/runtime";
import type { AppFilters } from "../../model.ts";
import { isRecord } from "../../record.ts";
import type { GetRequest, Page, PageRequest } from "../../vendor.ts";
import { appId, parseAppId } from "./app-id.ts";
import type { JumpCloudApi } from "./client.ts";
import { mapJumpCloudApp } from "./map-app.ts";
import { type Place, readSoftware } from "./read-software.ts";
import type { JumpCloudApp, SoftwareTable } from "./record.ts";
import { PLATFORM_OF, SOFTWARE_TABLES, tableNamed } from "./software-tables.ts";

const MOST_ROWS = 10_000;

type Filters = PageRequest<AppFilters>["filters"];

/** Installed software as System Insights tells it: table after table, the whole fleet in each. */
export function createApps(client: JumpCloudApi) {
  return {
    pageSize: MOST_ROWS,
    filters: ["device", "device_type", "name", "app_id", "platform"] as const,
    pushed: {
      device: ({ id }: { id?: string }) => isPlainWord(id),
      device_type: () => true,
      platform: () => true,
    },
    // Of Linux only, whose package names JumpCloud stores as they are. Names elsewhere come from several columns.
    narrowed: { name: isPlainWord, app_id: isPlainWord },

    async list({ cursor, limit, filters, primary }: PageRequest<AppFilters>): Promise<Page<JumpCloudApp>> {
      const tables = tablesFor(filters);
      const items: JumpCloudApp[] = [];
      let place = cursor === undefined ? startOf(tables[0]) : parsePlace(cursor, tables);
      let before: JumpCloudApp[] = [];
      // Only an empty answer ends a table: one that is short may have been cut by a limit nobody documents.
      while (place && items.length < limit) {
        const { table, skip }: Place = place;
        const part = { limit: limit - items.length, filter: filterFor(table, filters), before };
        const rows = await readSoftware(client, { ...place, ...part }, primary);
        items.push(...rows);
        const next = tables[tables.indexOf(table) + 1];
        place = rows.length > 0 ? { table, skip: skip + rows.length } : startOf(next);
        before = rows;
      }
      return { items, ...(place && { next: `${place.table}:${place.skip}` }) };
    },

    async get(id: string, { primary }: GetRequest): Promise<JumpCloudApp> {
      const named = parseAppId(id);
      if (!named) throw unknownApp("apps.get");
      const { systemId, table } = named;
      const part = { limit: MOST_ROWS, filter: [`system_id:eq:${systemId}`] };
      let rows: JumpCloudApp[] = [];
      let skip = 0;
      do {
        rows = await readSoftware(client, { table, skip, ...part, before: rows }, primary);
        const app = rows.find((row) => isRecord(row) && appId(row) === id);
        if (app) return app;
        skip += rows.length;
      } while (rows.length > 0);
      throw unknownApp(`systeminsights_list_${table}`);
    },

    map: mapJumpCloudApp,
  };
}

function unknownApp(operation: string): NotFoundError {
  return new NotFoundError("JumpCloud knows no such app on that device.", {
    vendor: "jumpcloud",
    operation,
    status: 404,
  });
}

/** Text that stands for itself in a filter of JumpCloud's v2 API, where commas, bars and colons part values. */
function isPlainWord(value: string | undefined): boolean {
  return value !== undefined && /^[^\s,|:]+$/.test(value);
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

const startOf = (table: SoftwareTable | undefined): Place | undefined => table && { table, skip: 0 };

function parsePlace(cursor: string, tables: readonly SoftwareTable[]): Place {
  const [, name, skip] = /^([a-z_]+):(\d{1,12})$/.exec(cursor) ?? [];
  const table = tableNamed(name);
  if (table && tables.includes(table)) return { table, skip: Number(skip) };
  throw new InvalidInputError(
    "The cursor is none this list gave: pass on `next` of a page unchanged, with the same filters.",
    { vendor: "jumpcloud", operation: "apps.list" },
  );
}
