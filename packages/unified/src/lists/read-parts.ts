import { MdmError } from "@mdmkit/runtime";
import { addGaps } from "../contract/list-report.ts";
import type { ListGap } from "../contract/model.ts";
import type { Page, PrimaryCall, SplitBudget } from "../contract/resource-contract.ts";
import { isServerError } from "./server-error.ts";

/** Records of a list by offset. */
export type Span = {
  /** How many records come before it. */
  readonly offset: number;
  /** How many it has at most. */
  readonly size: number;
};

export type Loaded<Raw> = Pick<Page<Raw>, "items" | "total" | "gaps" | "doubt">;

export type Load<Raw> = (span: Span, call: Pick<PrimaryCall, "attempts">) => Promise<Loaded<Raw>>;

/** How a page that fails is read in parts. */
export type SplitOptions = {
  /** The vendor counts pages: an offset must be a multiple of the size. */
  readonly aligned?: boolean;
};

type Failed<Raw> = Required<SplitOptions> & {
  readonly budget: SplitBudget;
  readonly error: unknown;
  readonly load: Load<Raw>;
};

/** Reads a page that failed in ever smaller parts, until the records that make it fail are alone. */
export async function readParts<Raw>(
  whole: Span,
  { budget, aligned, error, load }: Failed<Raw>,
): Promise<Loaded<Raw>> {
  const mostInRow = countSizes(whole, aligned) + 1;
  const parts: Loaded<Raw>[] = [];
  let inRow = 0;
  let isServed = false;

  async function split(span: Span): Promise<void> {
    if (span.size === 1) parts.push({ items: [null] });
    else for (const part of partsOf(span, aligned)) await read(part);
  }
  async function read(span: Span): Promise<void> {
    if (budget.requests <= 0 || inRow >= mostInRow) throw error;
    budget.requests -= 1;
    try {
      parts.push(await loadOnce(span, load));
      isServed = true;
      inRow = 0;
    } catch (failure) {
      if (!isServerError(failure)) throw failure;
      inRow += 1;
      await split(span);
    }
  }
  await split(whole);
  // Of records that all fail, only what is behind them can show that the vendor works.
  if (!isServed) await load({ offset: whole.offset + whole.size, size: whole.size }, { attempts: 1 });
  return joined(parts);
}

/** Large parts are not tried again, since their failure only means that they are split. */
async function loadOnce<Raw>(span: Span, load: Load<Raw>): Promise<Loaded<Raw>> {
  if (span.size === 1) return load(span, {});
  try {
    return await load(span, { attempts: 1 });
  } catch (error) {
    if (isServerError(error) || !MdmError.is(error) || !error.retryable) throw error;
    return load(span, {});
  }
}

/** A record at the very start fails once at each size. More failures in a row than one other such record has are an outage. */
function countSizes(span: Span, aligned: boolean): number {
  const [part] = span.size > 1 ? partsOf(span, aligned) : [];
  return part ? 1 + countSizes(part, aligned) : 0;
}

/** Halves, or for a vendor that counts pages the fewest equal parts. */
function partsOf({ offset, size }: Span, aligned: boolean): Span[] {
  const length = aligned ? size / smallestFactor(size) : Math.ceil(size / 2);
  const parts: Span[] = [];
  for (let at = 0; at < size; at += length)
    parts.push({ offset: offset + at, size: Math.min(length, size - at) });
  return parts;
}

function smallestFactor(size: number): number {
  for (let factor = 2; factor * factor <= size; factor += 1) if (size % factor === 0) return factor;
  return size;
}

function joined<Raw>(parts: readonly Loaded<Raw>[]): Loaded<Raw> {
  const report: { gaps: ListGap[] } = { gaps: [] };
  for (const { gaps = [] } of parts) addGaps(report, gaps);
  return {
    items: parts.flatMap(({ items }) => items),
    total: parts.findLast(({ total }) => total !== undefined)?.total,
    doubt: parts.find(({ doubt }) => doubt !== undefined)?.doubt,
    gaps: report.gaps,
  };
}
