/** Which positions of a collection have a record, and in which order they were changed. */
export type Positions = {
  readonly size: number;
  /** Changes whenever a position does. */
  readonly version: number;
  /** Changed positions, the latest last. */
  readonly moved: ReadonlySet<number>;
  isFree(index: number): boolean;
  /** Free positions, ascending. */
  free(): readonly number[];
  taken(): number[];
  add(): number;
  move(index: number): void;
  remove(index: number): void;
};

/** Positions without a record are looked up when first needed. */
export function createPositions(start: { size: number; has?(index: number): boolean }): Positions {
  let size = start.size;
  let version = 0;
  let sorted: { version: number; free: number[] } | undefined;
  let known: Set<number> | undefined;
  const moved = new Set<number>();
  const freeSet = () => {
    const { has } = start;
    known ??= new Set(has === undefined ? [] : upTo(start.size).filter((index) => !has(index)));
    return known;
  };
  return {
    get size() {
      return size;
    },
    get version() {
      return version;
    },
    moved,
    isFree: (index) => !(index >= 0 && index < size) || freeSet().has(index),
    free() {
      if (sorted?.version !== version) sorted = { version, free: [...freeSet()].sort((a, b) => a - b) };
      return sorted.free;
    },
    taken: () => upTo(size).filter((index) => !freeSet().has(index)),
    add() {
      version += 1;
      size += 1;
      return size - 1;
    },
    move(index) {
      version += 1;
      moved.delete(index);
      moved.add(index);
    },
    remove(index) {
      version += 1;
      freeSet().add(index);
      moved.delete(index);
    },
  };
}

function upTo(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}
