import type { OptionTable } from "../args/options.ts";
import type { SortKey } from "../output/sorted.ts";
import type { Listed } from "../resource.ts";
import { readFields } from "./fields.ts";

export const SORT_OPTION = {
  sort: {
    type: "text",
    value: "A,-B",
    summary: "order by these fields, with - descending; keeps the whole list in memory",
  },
} as const satisfies OptionTable;

/** The fields of `--sort`. An unknown one is refused before any request. */
export function readSort(resource: Listed, value: string | undefined): readonly SortKey[] | undefined {
  const keys = value?.split(",").map((part) => {
    const text = part.trim();
    const isDescending = text.startsWith("-");
    return { path: isDescending ? text.slice(1).trim() : text, isDescending };
  });
  readFields(resource, keys?.map(({ path }) => path).join(","), "--sort");
  return keys;
}
