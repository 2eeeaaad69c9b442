import { asRows, asText, asTexts, isRow, type Row, valueAt } from "../../../engine/records/values.ts";
import { contains, isEqual, type Keep, ordered } from "./compare.ts";

type Test = (value: unknown, wanted: unknown) => boolean;

const tests: Record<string, Test> = {
  $eq: isEqual,
  $ne: (value, wanted) => !isEqual(value, wanted),
  $gt: (value, wanted) => ordered(value, wanted, (difference) => difference > 0),
  $gte: (value, wanted) => ordered(value, wanted, (difference) => difference >= 0),
  $lt: (value, wanted) => ordered(value, wanted, (difference) => difference < 0),
  $lte: (value, wanted) => ordered(value, wanted, (difference) => difference <= 0),
  $in: (value, wanted) => Array.isArray(wanted) && wanted.some((item) => isEqual(value, item)),
  $nin: (value, wanted) => Array.isArray(wanted) && !wanted.some((item) => isEqual(value, item)),
  $regex: (value, wanted) => typeof value === "string" && new RegExp(String(wanted)).test(value),
  $exists: (value, wanted) => (value !== undefined) === Boolean(wanted),
};

function holds(value: unknown, wanted: unknown): boolean {
  if (!isRow(wanted)) return isEqual(value, wanted);
  return Object.entries(wanted).every(([operator, operand]) => tests[operator]?.(value, operand) ?? true);
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

/** The filter and search term of a `POST /search/*` body; undefined when there is neither. */
export function filterBody(body: unknown): Keep | undefined {
  const filter = valueAt(body, "filter");
  const terms = asTexts(valueAt(body, "searchFilter.searchTerm"));
  const fields = asTexts(valueAt(body, "searchFilter.fields"));
  const keeps: Keep[] = isRow(filter) ? [condition(filter)] : [];
  if (terms.length > 0 && fields.length > 0) {
    keeps.push((row) => fields.some((field) => terms.some((term) => contains(valueAt(row, field), term))));
  }
  return keeps.length === 0 ? undefined : (row) => keeps.every((keep) => keep(row));
}

/** `fields` and `sort` of such a body. */
export function searchText(body: unknown, name: "fields" | "sort"): string | undefined {
  return asText(valueAt(body, name));
}
