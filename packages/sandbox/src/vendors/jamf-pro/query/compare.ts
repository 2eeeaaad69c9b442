import { compareValues, type Test, testsBy, textFor } from "../../../engine/records/compare.ts";

/** Equal without regard to case; `*` stands for any text. */
const isLike: Test = (value, wanted) => {
  const pattern = textFor(wanted).split("*").map(escaped).join("[^]*");
  return value !== null && value !== undefined && new RegExp(`^${pattern}$`, "iu").test(String(value));
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** As times where both are, else as numbers or as text without regard to case. */
export function compareFolded(left: unknown, right: unknown): number {
  const texts = [left, right].map((value) => textFor(value).toLowerCase());
  const [one, other] = texts.map((text) => (/^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN));
  const difference = Number(one) - Number(other);
  return Number.isNaN(difference) ? compareValues(texts[0], texts[1]) : difference;
}

const { eq, ne, lt, lte, gt, gte } = testsBy(compareFolded, isLike);
const isIn: Test = (value, wanted) => Array.isArray(wanted) && wanted.some((each) => eq(value, each));

/** Tests by the operators of RSQL; `=in=` and `=out=` take a list. */
export const OPERATORS: Readonly<Record<string, Test>> = {
  "==": eq,
  "!=": ne,
  "=in=": isIn,
  "=out=": (value, wanted) => !isIn(value, wanted),
  ...{ "=lt=": lt, "<": lt, "=le=": lte, "<=": lte },
  ...{ "=gt=": gt, ">": gt, "=ge=": gte, ">=": gte },
};
