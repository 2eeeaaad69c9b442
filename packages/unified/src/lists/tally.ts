import type { IncompleteReason, ListReport } from "../contract/model.ts";
import { createRecentIds } from "./recent-ids.ts";

/** How many ids are remembered to drop repeats: several pages, so that memory does not grow with the list. */
const REMEMBERED_IDS = 2_000;

export type Tally<Item> = {
  /** Notes the vendor's total, as a page states it. */
  total(total: number | undefined): void;
  /** Notes a doubt that the vendor's adapter found. */
  doubt(reason: IncompleteReason | undefined): void;
  /** Drops repeats from a page of one part of the list. `looped` when the pages of that part form a loop. */
  page(items: readonly Item[], place: PagePlace): { fresh: Item[]; looped: boolean };
  /** Id of the last record read. */
  lastId(): string | undefined;
  /** Called when the list ended regularly. */
  end(): void;
};

/** How many records of the page before come first, and which part of the list the page belongs to. */
type PagePlace = { readonly overlap: 0 | 1; readonly part?: string | undefined };

export type TallyStart = {
  /** Id of the record before the first page. */
  readonly after?: string;
  /** Records before the first page. Undefined where it is unknown, so that no total can be checked. */
  readonly skipped: number | undefined;
};

/** Keeps the report of one walk: repeats, loops, shifts and totals that do not match. */
export function createTally<Item extends { id: string }>(
  report: ListReport,
  start: TallyStart = { skipped: 0 },
): Tally<Item> {
  const isNew = createRecentIds(REMEMBERED_IDS);
  const parts = createPartDetector<Item>();
  const suspicions = new Set<IncompleteReason>();
  let circle = createCircleDetector();
  let lastId = start.after;
  /** Repeats of records that other parts of the list have. The vendor's total counts them. */
  let elsewhere = 0;

  return {
    total(total) {
      if (total === undefined) return;
      if (report.total !== null && total < report.total) suspicions.add("total-shrank");
      report.total = total;
    },
    doubt(reason) {
      if (reason) suspicions.add(reason);
    },
    page(items, { overlap, part }) {
      report.pages += 1;
      // For an earlier page, the record before it is unknown.
      const overlaps = overlap === 1 && (lastId === undefined || items[0]?.id === lastId);
      if (overlap && !overlaps) suspicions.add("shifted");
      const own = overlaps ? items.slice(1) : items;
      const fresh = own.filter((item) => isNew(item.id));
      if (parts.begins(part)) circle = createCircleDetector();
      const newInPart = part === undefined ? fresh.length : parts.countNew(own);
      elsewhere += newInPart - fresh.length;
      report.duplicates += own.length - fresh.length;
      report.records += fresh.length;
      const looped = own.length > 0 && (newInPart === 0 || circle(own[0]?.id));
      if (looped) suspicions.add("loop");
      lastId = own.at(-1)?.id ?? lastId;
      return { fresh, looped };
    },
    lastId: () => lastId,
    end() {
      if (report.unreadable > 0) suspicions.add("unreadable");
      // A repeated record may have displaced another one, which cannot be detected without a total.
      if (report.duplicates > elsewhere && report.total === null) suspicions.add("shifted");
      if (elsewhere > 0) suspicions.add("repeated");
      if (report.undecided > 0) suspicions.add("undecided");
      // An unknown enum value is still visible as `unknown`. A lost date or number is not.
      if (report.drift.some(({ problem }) => problem !== "unknown-value")) suspicions.add("drifted");
      const { skipped } = start;
      const counted = (skipped ?? 0) + report.records + report.unreadable + elsewhere;
      if (report.total !== null && counted < report.total && skipped !== undefined) suspicions.add("short");
      if (report.total !== null && counted > report.total) suspicions.add("total-exceeded");
      report.reason = REASONS.find((reason) => suspicions.has(reason)) ?? null;
      report.complete = report.reason === null;
    },
  };
}

/** In order of importance: the report gives the first. */
const REASONS: readonly IncompleteReason[] = [
  "loop",
  "capped",
  "total-shrank",
  "shifted",
  "short",
  "total-exceeded",
  "repeated",
  "unreadable",
  "undecided",
  "drifted",
];

/** Follows a list that consists of parts, in which the same record may stand more than once. */
function createPartDetector<Item extends { id: string }>() {
  let current: string | undefined;
  let isNew = (_id: string): boolean => true;
  return {
    /** Whether a page is the first of its part. */
    begins(part: string | undefined): boolean {
      if (part === current) return false;
      current = part;
      isNew = createRecentIds(REMEMBERED_IDS);
      return true;
    },
    countNew: (items: readonly Item[]): number => items.filter(({ id }) => isNew(id)).length,
  };
}

/**
 * Brent's cycle detection over the first ids of pages: finds a loop of any length with one id of memory,
 * also a loop longer than the remembered ids.
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
