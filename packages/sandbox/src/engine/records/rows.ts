import type { Row } from "./values.ts";

/** Rows that a page can be cut from before all of them are rendered. */
export type Rows = {
  readonly length: number;
  slice(start: number, end: number): Row[];
};

/** Positions from 0 to `size` without the holes (ascending), in order. */
export function byIndex(options: {
  size: number;
  holes: readonly number[];
  render(index: number): Row;
}): Rows {
  const { holes } = options;
  const length = options.size - holes.length;
  return {
    length,
    slice(start, end) {
      let index = start;
      let next = 0;
      while ((holes[next] ?? Number.POSITIVE_INFINITY) <= index) {
        index += 1;
        next += 1;
      }
      const rows: Row[] = [];
      for (const last = Math.min(end, length); rows.length < last - start; index++) {
        if (holes[next] === index) next += 1;
        else rows.push(options.render(index));
      }
      return rows;
    },
  };
}

/** New positions (from `base` on) first, untouched ones next, moved ones last. */
export function inStorageOrder(options: {
  base: number;
  size: number;
  holes: readonly number[];
  moved: ReadonlySet<number>;
  render(index: number): Row;
}): Rows {
  const { base, size, holes, moved, render } = options;
  const removed = new Set(holes.filter((index) => index >= base));
  const fresh: number[] = [];
  for (let index = size - 1; index >= base; index--) {
    if (!removed.has(index) && !moved.has(index)) fresh.push(index);
  }
  const gone = [...holes, ...moved].filter((index) => index < base).sort((a, b) => a - b);
  const untouched = byIndex({ size: base, holes: gone, render });
  const tail = [...moved];
  const after = fresh.length + untouched.length;
  const from = (offset: number, position: number) => Math.max(0, position - offset);
  return {
    length: after + tail.length,
    slice: (start, end) => [
      ...fresh.slice(start, end).map(render),
      ...untouched.slice(from(fresh.length, start), from(fresh.length, end)),
      ...tail.slice(from(after, start), from(after, end)).map(render),
    ],
  };
}
