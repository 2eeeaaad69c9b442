/** What a vendor does with a field, as `tools/docs` writes it. */
export type Methods = { readonly list: string; readonly get: boolean; readonly updates: boolean };

/** `LGU` for all three; a small `l` where lists have it for some records only. */
export function lettersOf({ list, get, updates }: Methods): string {
  return `${list === "none" ? "·" : list === "all" ? "L" : "l"}${get ? "G" : "·"}${updates ? "U" : "·"}`;
}

export function wordsOf({ list, get, updates }: Methods): string {
  const lists = { all: "in lists", some: "in lists for some records", none: "not in lists" }[list];
  const words = [lists, get ? "in single reads" : "not in single reads"];
  return [...words, ...(updates ? ["can be updated"] : [])].join(", ");
}
