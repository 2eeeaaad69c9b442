import type { Test } from "../../../engine/records/compare.ts";
import { valueAt } from "../../../engine/records/values.ts";
import { contains, type Keep, TESTS } from "./compare.ts";

/** The tests of v1, with the sign that its operators have. */
export const TESTS_V1: Readonly<Record<string, Test>> = Object.fromEntries(
  Object.entries(TESTS).map(([name, test]) => [`$${name}`, test]),
);

/** Where a search term is looked for that names no fields. */
export const SEARCHED_FIELDS = ["displayName", "hostname", "username", "email"];

/** `field:$op:value`. Without the `$` the vendor does not fail, it misbehaves: here the condition is lost. */
export function conditionV1(text: string): Keep | undefined {
  const [field = "", operator = "", ...rest] = text.split(":");
  const test = TESTS_V1[operator];
  if (test === undefined) return undefined;
  const wanted = rest.join(":");
  return (row) => test(valueAt(row, field), wanted);
}

function conditions(search: URLSearchParams, matches: (key: string) => boolean): Keep[] {
  return [...search]
    .filter(([key]) => matches(key))
    .map(([, value]) => conditionV1(value))
    .filter((keep) => keep !== undefined);
}

/** `search[searchTerm]` in any of `search[fields][]`, without regard to case. */
function freeText(search: URLSearchParams): Keep | undefined {
  const term = search.get("search[searchTerm]") ?? search.get("search");
  if (term === null || term === "") return undefined;
  const named = [...search].filter(([key]) => key.startsWith("search[fields]")).map(([, value]) => value);
  const fields = named.length === 0 ? SEARCHED_FIELDS : named;
  return (row) => fields.some((field) => contains(valueAt(row, field), term));
}

/** The v1 filter of a query: `filter`, `filter[0]`, `filter[or][0]` and free text; undefined when there is none. */
export function filterV1(search: URLSearchParams): Keep | undefined {
  const all = conditions(search, (key) => /^filter(\[(and\]\[)?\d*\])*$/.test(key));
  const any = conditions(search, (key) => key.startsWith("filter[or]"));
  const words = freeText(search);
  if (words) all.push(words);
  if (all.length === 0 && any.length === 0) return undefined;
  return (row) => all.every((keep) => keep(row)) && (any.length === 0 || any.some((keep) => keep(row)));
}
