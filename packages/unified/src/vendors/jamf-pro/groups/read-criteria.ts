import type { Condition } from "@mdmkit/unified/vendor";
import { type Criterion, LANGUAGE, readCriterion, type Subject } from "./criterion.ts";

/** A criterion with what connects it to the one before, and the parentheses around it. */
export type CriterionRow = Criterion & {
  readonly andOr: string;
  readonly openingParen: boolean;
  readonly closingParen: boolean;
};

/** The criteria of a smart group, in order, as a condition. Without any they are met by every device. */
export function readCriteria(rows: readonly CriterionRow[], subject: Subject): Condition {
  const place = { at: 0 };
  const condition = readSequence(rows, place, subject, 0);
  const isWhole = condition !== undefined && place.at === rows.length;
  return isWhole ? condition : nativeRows(rows, "The parentheses of the criteria do not match.");
}

function nativeRows(rows: readonly CriterionRow[], reason: string): Condition {
  return { type: "native", language: LANGUAGE, source: JSON.stringify(rows), reason };
}

type Place = { at: number };
const DEEPEST = 20;

/** Reads up to the end or to the row that closes the parenthesis; undefined if parentheses do not match. */
function readSequence(
  rows: readonly CriterionRow[],
  place: Place,
  subject: Subject,
  depth: number,
): Condition | undefined {
  const begin = place.at;
  const parts: Condition[] = [];
  const words = new Set<string>();
  for (;;) {
    const row = rows[place.at];
    if (!row) break;
    if (parts.length > 0) words.add(row.andOr.toLowerCase());
    // The first row of this parenthesis has opened it already.
    const opens = row.openingParen && !(depth > 0 && place.at === begin);
    const part = opens && depth < DEEPEST ? readSequence(rows, place, subject, depth + 1) : undefined;
    if (opens && !part) return undefined;
    parts.push(part ?? readCriterion(row, subject));
    if (!opens) place.at += 1;
    if (!opens && row.closingParen) {
      if (depth === 0) return undefined;
      return joined(rows.slice(begin, place.at), parts, words);
    }
  }
  return depth === 0 ? joined(rows, parts, words) : undefined;
}

function joined(rows: readonly CriterionRow[], parts: Condition[], words: ReadonlySet<string>): Condition {
  const [word = "and", ...others] = words;
  const [first] = parts;
  if (first && parts.length === 1) return first;
  if (others.length > 0 || (word !== "and" && word !== "or"))
    return nativeRows(rows, "Criteria are joined by and, and by or, without parentheses.");
  return { type: word === "and" ? "all" : "any", conditions: parts };
}
