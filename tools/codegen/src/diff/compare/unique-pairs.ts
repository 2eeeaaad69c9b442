import { groupBy } from "./group-by.ts";
/** Pairs of what is alike on both sides and like nothing else there. */
export function uniquePairs<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item, side: "before" | "after") => string,
): [Item, Item][] {
  if (before.length === 0 || after.length === 0) return [];
  const byKey = groupBy(after, (item) => keyOf(item, "after"));
  return [...groupBy(before, (item) => keyOf(item, "before"))].flatMap(([key, [item, ...others]]) => {
    const [match, ...rivals] = byKey.get(key) ?? [];
    return item !== undefined && match !== undefined && others.length === 0 && rivals.length === 0
      ? [[item, match] as [Item, Item]]
      : [];
  });
}
