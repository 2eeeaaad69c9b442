import { valueAt } from "../../../engine/records/values.ts";
import { contains, type Keep, type Named, TESTS } from "./compare.ts";

const { eq, ne, gt, gte, lt, lte } = TESTS;

const tests: Record<string, (value: unknown, wanted: string) => boolean> = {
  ...{ eq, ne, gt, ge: gte, gte, lt, le: lte },
  search: contains,
  in: (value, wanted) => wanted.split("|").some((item) => eq(value, item)),
  between: (value, wanted) => {
    const [from = "", to = ""] = wanted.split("|");
    return gte(value, from) && lte(value, to);
  },
};

export type Condition = { field: string; operator: string; wanted: string };

/** Takes `field:op:value` apart; the value may hold colons. */
export function parseCondition(text: string): Condition {
  const [field = "", operator = "", ...rest] = text.split(":");
  return { field, operator, wanted: rest.join(":") };
}

/** What is wrong with v2 filters, if anything. */
export function filterProblem(filters: readonly string[], allowed: readonly string[] = Object.keys(tests)) {
  const wrong = filters.find((text) => !allowed.includes(parseCondition(text).operator));
  return wrong === undefined
    ? undefined
    : `filter "${wrong}": unknown operator. Allowed: ${allowed.join(", ")}`;
}

/** The first of the conditions that names values. */
export function namedV2(filters: readonly string[]): Named | undefined {
  const condition = filters
    .map(parseCondition)
    .find(({ operator }) => operator === "eq" || operator === "in");
  if (condition === undefined) return undefined;
  const { field, operator, wanted } = condition;
  return { field, values: operator === "in" ? wanted.split("|") : [wanted] };
}

/** All of the conditions; undefined when there are none. */
export function filterV2(filters: readonly string[]): Keep | undefined {
  const keeps = filters.map(parseCondition).map(({ field, operator, wanted }): Keep => {
    const test = tests[operator] ?? (() => false);
    return (row) => test(valueAt(row, field), wanted);
  });
  return keeps.length === 0 ? undefined : (row) => keeps.every((keep) => keep(row));
}
