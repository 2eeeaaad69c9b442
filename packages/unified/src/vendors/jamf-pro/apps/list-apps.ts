import type { AppFilters, Page, PageRequest } from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";
import type { JamfProAppRecord } from "../api/record.ts";
import { datedKinds } from "../devices/dated-devices.ts";
import type { InventoryReader } from "../devices/read-inventory.ts";
import { APPS_PER_PAGE } from "./app-filters.ts";
import { sourcesOf, targetOf } from "./app-places.ts";
import { type AppPosition, type AppSource, decodeAppPosition, encodeAppPosition } from "./app-position.ts";
import { mapJamfProApp } from "./map-app.ts";
import type { AppBatch, AppReader } from "./read-apps.ts";

/** About how many there are. A page of Macs with their applications weighs megabytes. */
const APPS_PER_DEVICE: Record<AppSource, number> = { computer: 200, mobile: 50, managed: 1 };
const MOST_DEVICES = 100;
/** Of devices, for one page of apps: it is then shorter, so that the walk, which has a budget, goes on. */
const MOST_PAGES = 50;

const devicesPerPage = (source: AppSource, limit: number): number =>
  Math.min(Math.ceil(limit / APPS_PER_DEVICE[source]), MOST_DEVICES);

/** One list of three: apps on computers, on mobile devices, each by the device's id, and those the server distributes. */
export function createAppList(read: AppReader, reader: InventoryReader) {
  return async (request: PageRequest<AppFilters>): Promise<Page<JamfProAppRecord>> => {
    const { cursor, limit, filters, primary } = request;
    const sources = sourcesOf(filters);
    const items: (JamfProAppRecord | null)[] = [];
    let doubt: Page<JamfProAppRecord>["doubt"];
    let mayBeLast = false;
    let pages = 0;
    let position = cursor === undefined ? await start(sources[0]) : decodeAppPosition(cursor);
    while (position) {
      const batch = await read(position, targetOf(position.source, filters, position.dated), request);
      const { start, isLost } = resume(position, batch);
      doubt ??= batch.doubt ?? (isLost ? "shifted" : undefined);
      const taken = batch.apps.slice(start, start + limit - items.length);
      items.push(...taken);
      position = following(position, batch, { at: start + taken.length, sources, limit });
      mayBeLast = batch.end === "unsure" && position?.at === 0;
      if (isEnough(items, limit) || ++pages === MOST_PAGES) break;
    }
    return { items, doubt, ...(position && { next: encodeAppPosition(position), mayBeLast }) };

    async function start(source: AppSource | undefined): Promise<AppPosition | undefined> {
      if (!source) return undefined;
      const kinds = (["computer", "mobile"] as const).filter((kind) => sources.includes(kind));
      const filterOf = (kind: DeviceKind) => targetOf(kind, filters);
      const { updated_since: since } = filters;
      const counting = { ...primary, onExchange: undefined };
      const dated = await datedKinds(reader, { kinds, since, filterOf }, counting);
      const size = devicesPerPage(source, limit);
      return { source, page: 0, size, at: 0, total: undefined, dated, after: "" };
    }
  };
}

/** A page as large as can be ends with a page of devices, which would have to be read again otherwise. */
const isEnough = ({ length }: { length: number }, limit: number): boolean =>
  length >= limit || (length > 0 && limit === APPS_PER_PAGE);

/** Where to go on in a page that was given in part: after the last app given, though others have come or gone before it. */
function resume({ at, after }: AppPosition, { apps }: AppBatch): { start: number; isLost: boolean } {
  if (at === 0) return { start: 0, isLost: false };
  const last = [at - 1, ...apps.keys()].find((index) => appId(apps[index]) === after);
  return last === undefined
    ? { start: Math.min(at, apps.length), isLost: true }
    : { start: last + 1, isLost: false };
}

const appId = (app: JamfProAppRecord | null | undefined): string | undefined =>
  app ? mapJamfProApp(app).id : undefined;

/** The place after the apps that were taken; undefined when there are no more. */
function following(
  position: AppPosition,
  { apps, end, total, lastDevice }: AppBatch,
  { at, sources, limit }: { at: number; sources: readonly AppSource[]; limit: number },
): AppPosition | undefined {
  if (at < apps.length) return { ...position, at, total, after: appId(apps[at - 1]) ?? "" };
  if (end !== "last") return { ...position, page: position.page + 1, at: 0, total, after: lastDevice };
  const source = sources[sources.indexOf(position.source) + 1];
  if (!source) return undefined;
  const size = devicesPerPage(source, limit);
  return { ...position, source, size, page: 0, at: 0, total: undefined, after: "" };
}
