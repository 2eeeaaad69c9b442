import { NotFoundError } from "@mdmkit/runtime";
import {
  type App,
  type AppContract,
  type AppFilters,
  createSupportingReads,
  isRecord,
  type ListGap,
  type Page,
  type PageRequest,
  type PrimaryCall,
  readLinked,
  urlSafeId,
} from "@mdmkit/unified/vendor";
import { errors, ids, invalidResponse, notFound, rowsIn } from "../api/errors.ts";
import type { NinjaOneApi } from "../generated/api/client.ts";
import { unsetInNinjaOneApp } from "../generated/api/unset.ts";
import { type AppDevice, keyOf, type NinjaOneAppRecord, parseAppId } from "./app-record.ts";
import { mapNinjaOneApp } from "./map-app.ts";
import { decodePosition, encodePosition, nextName } from "./report-position.ts";

type DeviceFilter = NonNullable<AppFilters["device"]>;
type Request = PageRequest<AppFilters>;

const deviceIn = ({ id }: Partial<DeviceFilter>): number | undefined => ids.numberIn(id ?? "");

/** A filter by a device that is not there finds nothing. */
function noneIfUnknown(error: unknown): [] {
  if (error instanceof NotFoundError) return [];
  throw error;
}

/** The software on all devices, which is a report, or on one. */
export function createApps(client: NinjaOneApi) {
  let classes: Promise<ReadonlyMap<number, AppDevice>> | undefined;

  /** The classes of all devices, read once for the pages of a list. */
  function readClasses(signal: AbortSignal | undefined): Promise<ReadonlyMap<number, AppDevice>> {
    classes ??= classesOf(client, signal);
    classes.catch(() => {
      classes = undefined;
    });
    return classes;
  }

  async function ofAllDevices(request: Request): Promise<Page<NinjaOneAppRecord>> {
    const { cursor, limit, signal, primary } = request;
    const { size, name } = cursor === undefined ? { size: limit, name: undefined } : decodePosition(cursor);
    const list = { operation: "getSoftware", parameter: "cursor", errors };
    const { items, next } = await readLinked<NinjaOneAppRecord>(
      list,
      { cursor: name, primary },
      async (_, call) => {
        const report = (await client.getSoftware({ query: { pageSize: size } }, call)) ?? {};
        const rows = rowsIn(report.results, "getSoftware");
        return { items: rows, next: nextName(report, { size, length: rows.length }) };
      },
    );
    if (cursor === undefined) classes = undefined;
    const reads = createSupportingReads<App>("list", request);
    const known = await reads.read("getDevices", ["platform"], () => readClasses(signal));
    for (const app of items) if (isRecord(app)) withDevice(app, known?.get(Number(app.deviceId)));
    return {
      items,
      gaps: reads.gaps,
      ...(next !== undefined && { next: encodePosition({ size, name: next }) }),
    };
  }

  async function ofDevice(id: number, request: Request): Promise<Page<NinjaOneAppRecord>> {
    const { cursor, limit, signal, primary } = request;
    const from = cursor === undefined ? 0 : ids.numberIn(cursor);
    if (from === undefined) throw errors.invalidCursor();
    const reads = createSupportingReads<App>("list", request);
    const apps = await readApps(id, { signal, primary, gaps: reads }).catch(noneIfUnknown);
    const items = apps.slice(from, from + limit);
    const next = from + items.length;
    return { items, gaps: reads.gaps, ...(next < apps.length && { next: String(next) }) };
  }

  async function readApps(
    id: number,
    {
      signal,
      primary,
      gaps: reads,
    }: { signal: AbortSignal | undefined; primary: PrimaryCall | undefined; gaps: Reads },
  ): Promise<readonly (NinjaOneAppRecord | null)[]> {
    const path = { id };
    const [apps, device] = await Promise.all([
      client.getDeviceSoftware({ path }, primary),
      reads.read("getDevice", ["platform"], () => client.getDevice({ path }, { signal })),
    ]);
    const rows: readonly (NinjaOneAppRecord | null)[] = rowsIn(apps, "getDeviceSoftware");
    for (const app of rows) if (isRecord(app)) withDevice(app, { id, nodeClass: device?.nodeClass });
    return rows;
  }

  return {
    list(request) {
      const id = deviceIn(request.filters.device ?? {});
      return id === undefined ? ofAllDevices(request) : ofDevice(id, request);
    },
    async get(appId, request) {
      const { primary, signal } = request;
      const id = parseAppId(appId);
      const reads = createSupportingReads<App>("get", request);
      const apps = id ? await readApps(id.deviceId, { signal, primary, gaps: reads }) : [];
      const app = apps.find((candidate) => isRecord(candidate) && urlSafeId(keyOf(candidate)) === id?.key);
      if (app) return app;
      if (apps.length > 0 && !apps.some(isRecord))
        throw invalidResponse("getDeviceSoftware", "The response contains no software.");
      throw notFound("getDeviceSoftware", "app not found on this device.");
    },
    unset: unsetInNinjaOneApp,
    map: mapNinjaOneApp,
  } satisfies Partial<AppContract<NinjaOneAppRecord>>;
}

type Reads = ReturnType<typeof createSupportingReads<App>> & { readonly gaps: readonly ListGap[] };

function withDevice(app: NinjaOneAppRecord, device: AppDevice | undefined): void {
  if (device) app.device = device;
}

async function classesOf(
  client: NinjaOneApi,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, AppDevice>> {
  const found = new Map<number, AppDevice>();
  for await (const { id, nodeClass } of client.paginate("getDevices", {}, { signal }))
    if (id !== undefined) found.set(id, { id, nodeClass });
  return found;
}
