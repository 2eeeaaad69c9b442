import { FilterProblem } from "./tokens.ts";

type Test = (value: unknown) => boolean;

/** A test by an operator of RSQL. Text compares without regard to case, and `*` stands for any text. */
export function compare(operator: string, wanted: readonly string[]): Test {
  const [first = ""] = wanted;
  const equals = wanted.map(equal);
  const any: Test = (value) => equals.some((test) => test(value));
  switch (operator) {
    case "==":
      return equal(first);
    case "!=":
      return (value) => !equal(first)(value);
    case "=in=":
      return any;
    case "=out=":
      return (value) => !any(value);
    case "=lt=":
    case "<":
      return ordered(first, (difference) => difference < 0);
    case "=le=":
    case "<=":
      return ordered(first, (difference) => difference <= 0);
    case "=gt=":
    case ">":
      return ordered(first, (difference) => difference > 0);
    case "=ge=":
    case ">=":
      return ordered(first, (difference) => difference >= 0);
    default:
      throw new FilterProblem(`there is no operator ${operator}`);
  }
}

function equal(wanted: string): Test {
  const pattern = wanted.split("*").map(escaped).join("[^]*");
  const matcher = new RegExp(`^${pattern}$`, "iu");
  const test: Test = (value) => {
    if (Array.isArray(value)) return value.some(test);
    return value !== null && value !== undefined && matcher.test(String(value));
  };
  return test;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** A value and a missing value have no order. */
function ordered(wanted: string, accept: (difference: number) => boolean): Test {
  return (value) => value !== null && value !== undefined && accept(compareTexts(String(value), wanted));
}

/** Below, equal or above zero: as numbers or times where both are, else as text without regard to case. */
export function compareTexts(left: string, right: string): number {
  const numbers = [left, right].map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
  const times = [left, right].map((text) => (/^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN));
  for (const [a = Number.NaN, b = Number.NaN] of [numbers, times]) {
    if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  }
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
