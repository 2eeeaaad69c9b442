import type { Test } from "../../../engine/records/compare.ts";
import { asRows, asTexts, isRow, type Row, valueAt } from "../../../engine/records/values.ts";
import { contains, isEqual, type Keep, type Named } from "./compare.ts";
import { names } from "./fields.ts";
import { conditionV1, SEARCHED_FIELDS, TESTS_V1 } from "./filter-v1.ts";

const tests: Readonly<Record<string, Test>> = {
  ...TESTS_V1,
  $in: (value, wanted) => Array.isArray(wanted) && wanted.some((item) => isEqual(value, item)),
  $nin: (value, wanted) => Array.isArray(wanted) && !wanted.some((item) => isEqual(value, item)),
  $regex: (value, wanted) => typeof value === "string" && (regexOf(String(wanted))?.test(value) ?? false),
  $exists: (value, wanted) => (value !== undefined) === Boolean(wanted),
};

function holds(value: unknown, wanted: unknown): boolean {
  if (!isRow(wanted)) return isEqual(value, wanted);
  return Object.entries(wanted).every(([operator, operand]) => tests[operator]?.(value, operand) ?? true);
}

/** A regular expression of PCRE, whose flags can stand in front, as in `(?i)mac`; undefined for one that is malformed. */
function regexOf(source: string): RegExp | undefined {
  const [group = "", flags = ""] = /^\(\?([ims]+)\)/.exec(source) ?? [];
  try {
    return new RegExp(source.slice(group.length), flags);
  } catch {
    return undefined;
  }
}

/** A Mongo-like condition: `and`, `or` (with or without `$`), and properties with a value or operators. */
function condition(filter: Row): Keep {
  return (row) =>
    Object.entries(filter).every(([key, wanted]) => {
      const inner = asRows(wanted).map(condition);
      if (key === "and" || key === "$and") return inner.every((keep) => keep(row));
      if (key === "or" || key === "$or") return inner.some((keep) => keep(row));
      return holds(valueAt(row, key), wanted);
    });
}

/** A filter is an object, or a list of objects and of texts as queries have them, all of which have to hold. */
function conditions(filter: unknown): Keep[] {
  if (isRow(filter)) return [condition(filter)];
  if (typeof filter === "string") return [conditionV1(filter)].filter((keep) => keep !== undefined);
  return Array.isArray(filter) ? filter.flatMap(conditions) : [];
}

/** The filter and search term of a `POST /search/*` body; undefined when there is neither. */
export function filterBody(body: unknown): Keep | undefined {
  const keeps = conditions(valueAt(body, "filter"));
  const terms = asTexts(valueAt(body, "searchFilter.searchTerm"));
  const named = asTexts(valueAt(body, "searchFilter.fields"));
  const fields = named.length > 0 ? named : SEARCHED_FIELDS;
  if (terms.length > 0) {
    keeps.push((row) => fields.some((field) => terms.some((term) => contains(valueAt(row, field), term))));
  }
  return keeps.length === 0 ? undefined : (row) => keeps.every((keep) => keep(row));
}

/** A condition of such a body that names values, if one of those that all have to hold does. */
export function namedInBody(body: unknown): Named | undefined {
  return namedIn(valueAt(body, "filter"));
}

function namedIn(filter: unknown): Named | undefined {
  if (Array.isArray(filter)) return firstOf(filter, namedIn);
  if (!isRow(filter)) return undefined;
  return firstOf(Object.entries(filter), ([field, wanted]) => {
    if (field === "and" || field === "$and") return firstOf(asRows(wanted), namedIn);
    if (field === "or" || field === "$or") return undefined;
    if (!isRow(wanted)) return { field, values: [wanted] };
    if ("$eq" in wanted) return { field, values: [wanted.$eq] };
    return Array.isArray(wanted.$in) ? { field, values: wanted.$in } : undefined;
  });
}

function firstOf<Item>(items: readonly Item[], find: (item: Item) => Named | undefined): Named | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

/** The property names in `fields` or `sort` of such a body, in a list or in one text. */
export function namesIn(body: unknown, name: "fields" | "sort"): string[] {
  return asTexts(valueAt(body, name)).flatMap(names);
}
