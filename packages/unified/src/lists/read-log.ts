import type { EventHint, EventPage } from "../contract/events.ts";
import { number } from "../mapping/values.ts";

/** More pages are not read: the lists themselves are cheaper then. */
const MAX_PAGES = 20;

/** An event with an id that is a number; one without is left out. */
type Numbered = { readonly id?: number | undefined };

/** A log of events whose ids are rising numbers, the newest first. */
export type NumberedLog<Entry extends Numbered> = {
  /** Events in a full page. */
  readonly pageSize: number;
  /** `after`: only events behind this one are needed; `before` is the oldest id of the page before. */
  page(request: {
    readonly index: number;
    readonly after: number | undefined;
    readonly before: number | undefined;
  }): Promise<readonly Entry[]>;
  /** The records to read again because of an event. */
  parse(entry: Entry): EventHint[];
};

const idOf = ({ id }: Numbered): number | undefined => number(id) ?? undefined;

/**
 * Reads such a log back to the event that was read last. If neither that one nor an older one is there any more, events between them and
 * the oldest may have been removed.
 */
export async function readNumberedLog<Entry extends Numbered>(
  position: string | null,
  log: NumberedLog<Entry>,
): Promise<EventPage> {
  const hasMore = false;
  const start = async () => String((await readNewest(log)) ?? 0);
  if (position === null) return { hints: [], position: await start(), hasMore };
  const last = Number(position);
  const hints: EventHint[] = [];
  let newest = last;
  let before: number | undefined;
  for (let index = 0; index < MAX_PAGES; index++) {
    const entries = await log.page({ index, after: last > 0 ? last - 1 : undefined, before });
    const ids = entries.flatMap((entry) => idOf(entry) ?? []);
    newest = Math.max(newest, ...ids);
    hints.push(...entries.filter((entry) => (idOf(entry) ?? 0) > last).flatMap(log.parse));
    before = Math.min(...ids);
    const isEnd = entries.length < log.pageSize;
    if (ids.includes(last) || (before < last && newest > last) || (isEnd && last === 0))
      return { hints, position: String(newest), hasMore };
    if (isEnd || newest === last) break;
  }
  return { hints, position: newest > last ? String(newest) : await start(), hasMore, isGap: true };
}

async function readNewest<Entry extends Numbered>({ page }: NumberedLog<Entry>): Promise<number | undefined> {
  const entries = await page({ index: 0, after: undefined, before: undefined });
  const ids = entries.flatMap((entry) => idOf(entry) ?? []);
  return ids.length > 0 ? Math.max(...ids) : undefined;
}

/** A log of events that have times, the newest first. */
export type TimedLog<Entry> = {
  /** Reads the page with this cursor; without one the first. Events before `since`, in milliseconds since 1970, are not needed; it is negative on the first read. */
  page(
    cursor: string | undefined,
    since: number,
  ): Promise<{ readonly entries: readonly Entry[]; readonly next: string | undefined }>;
  /** Id of an event; one without is left out. */
  idOf(entry: Entry): string | undefined;
  /** RFC 3339. */
  timeOf(entry: Entry): string | undefined;
  /** The records to read again because of an event. */
  parse(entry: Entry): EventHint[];
};

/** Events can appear so long after their time. */
const OVERLAP_MS = 10 * 60_000;

/** Reads such a log back to some time before the newest event that was read, without those that were read then. */
export async function readTimedLog<Entry>(
  position: string | null,
  { page, idOf, timeOf, parse }: TimedLog<Entry>,
): Promise<EventPage> {
  const { at, ids } = toPosition(position);
  const known = new Set(ids);
  const read: { id: string; time: number; hints: EventHint[] }[] = [];
  let cursor: string | undefined;
  let isWhole = false;
  for (let index = 0; index < MAX_PAGES && !isWhole; index++) {
    const { entries, next } = await page(cursor, at - OVERLAP_MS);
    for (const entry of entries) {
      const [id, time] = [idOf(entry), Date.parse(timeOf(entry) ?? "")];
      if (id !== undefined && time >= at - OVERLAP_MS) read.push({ id, time, hints: parse(entry) });
      else if (time < at - OVERLAP_MS) isWhole = true;
    }
    isWhole ||= next === undefined || position === null;
    cursor = next;
  }
  const newest = read.reduce((time, entry) => Math.max(time, entry.time), position === null ? 0 : at);
  const recent = read.filter(({ time }) => time >= newest - OVERLAP_MS).map(({ id }) => id);
  return {
    hints: position === null ? [] : read.flatMap(({ id, hints }) => (known.has(id) ? [] : hints)),
    position: JSON.stringify({ at: newest, ids: recent }),
    hasMore: false,
    ...(!isWhole && { isGap: true as const }),
  };
}

function toPosition(position: string | null): { at: number; ids: string[] } {
  const { at, ids }: { at?: unknown; ids?: unknown } = position === null ? {} : JSON.parse(position);
  return { at: typeof at === "number" ? at : 0, ids: Array.isArray(ids) ? ids.map(String) : [] };
}
