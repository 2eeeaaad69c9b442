import type { IncompleteReason, ListReport } from "../contract/model.ts";
import { createRecentIds } from "./recent-ids.ts";

/** Ids remembered to drop repeats: some pages' worth, so that memory stays flat however long the list is. */
const REMEMBERED_IDS = 2_000;

export type Tally<Item> = {
  /** Notes the vendor's count of all records, as one page gives it. */
  total(total: number | undefined): void;
  /** Notes what the vendor's adapter saw go wrong. */
  doubt(reason: IncompleteReason | undefined): void;
  /** Drops repeats from a page; `looped` when it leads round in a circle. */
  page(items: readonly Item[], overlap: 0 | 1): { fresh: Item[]; looped: boolean };
  /** Id of the last record read. */
  lastId(): string | undefined;
  /** The list ended by itself. */
  end(): void;
};

export type TallyStart = {
  /** Id of the record before the first page. */
  readonly after?: string;
  /** Records before the first page; undefined where that cannot be known, so that no total can be checked. */
  readonly skipped: number | undefined;
};

/** Keeps the report of one walk: repeats, circles, shifts, and a total that does not add up. */
export function createTally<Item extends { id: string }>(
  report: ListReport,
  start: TallyStart = { skipped: 0 },
): Tally<Item> {
  const isNew = createRecentIds(REMEMBERED_IDS);
  const circle = createCircleDetector();
  const suspicions = new Set<IncompleteReason>();
  let lastId = start.after;

  return {
    total(total) {
      if (total === undefined) return;
      if (report.total !== null && total < report.total) suspicions.add("total-shrank");
      report.total = total;
    },
    doubt(reason) {
      if (reason) suspicions.add(reason);
    },
    page(items, overlap) {
      report.pages += 1;
      // Going back to an earlier page, nobody knows which record stood before it.
      const overlaps = overlap === 1 && (lastId === undefined || items[0]?.id === lastId);
      if (overlap && !overlaps) suspicions.add("shifted");
      const own = overlaps ? items.slice(1) : items;
      const fresh = own.filter((item) => isNew(item.id));
      report.duplicates += own.length - fresh.length;
      report.records += fresh.length;
      const looped = own.length > 0 && (fresh.length === 0 || circle(own[0]?.id));
      if (looped) suspicions.add("loop");
      lastId = own.at(-1)?.id ?? lastId;
      return { fresh, looped };
    },
    lastId: () => lastId,
    end() {
      if (report.unreadable > 0) suspicions.add("unreadable");
      // What came twice may have pushed something else out, and without a total nobody can tell.
      if (report.duplicates > 0 && report.total === null) suspicions.add("shifted");
      if (report.undecided > 0) suspicions.add("undecided");
      // An unknown value of an enum still says that it is unknown; a lost date or number says nothing.
      if (report.drift.some(({ problem }) => problem !== "unknown-value")) suspicions.add("drifted");
      const counted = (start.skipped ?? Number.POSITIVE_INFINITY) + report.records + report.unreadable;
      if (report.total !== null && counted < report.total) suspicions.add("short");
      report.reason = REASONS.find((reason) => suspicions.has(reason)) ?? null;
      report.complete = report.reason === null;
    },
  };
}

/** Most telling first: the report gives one. */
const REASONS: readonly IncompleteReason[] = [
  "loop",
  "total-shrank",
  "shifted",
  "short",
  "unreadable",
  "undecided",
  "drifted",
];

/**
 * Brent's cycle detection over the first ids of pages: finds a circle of any length with one id of memory,
 * also one longer than the remembered ids.
 */
function createCircleDetector(): (id: string | undefined) => boolean {
  let anchor: string | undefined;
  let steps = 0;
  let power = 1;
  return (id) => {
    if (id !== undefined && id === anchor) return true;
    if (++steps === power) {
      anchor = id;
      power *= 2;
      steps = 0;
    }
    return false;
  };
}
