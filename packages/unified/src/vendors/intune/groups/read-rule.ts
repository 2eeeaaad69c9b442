import type { Condition } from "@mdmkit/unified/vendor";
import { LANGUAGE, type RuleValue, readComparison } from "./rule-comparison.ts";
import { type Token, tokensOf } from "./rule-tokens.ts";

/**
 * A dynamic membership rule as a condition. A comparison without an equivalent stays as it is, and so does a whole rule whose syntax is not
 * known.
 */
export function readRule(rule: string): Condition {
  const tokens = tokensOf(rule);
  const place = { at: 0 };
  const condition = tokens && readOr({ rule, tokens, place }, 0);
  if (condition && place.at === tokens.length) return condition;
  return { type: "native", language: LANGUAGE, source: rule, reason: "The syntax of the rule is not known." };
}

type Reading = { readonly rule: string; readonly tokens: readonly Token[]; readonly place: { at: number } };
type Reader = (reading: Reading, depth: number) => Condition | undefined;
const DEEPEST = 50;

const readOr: Reader = (reading, depth) =>
  readJoined(reading, depth, { word: "or", type: "any", readPart: readAnd });
const readAnd: Reader = (reading, depth) =>
  readJoined(reading, depth, { word: "and", type: "all", readPart: readNot });

function readJoined(
  reading: Reading,
  depth: number,
  { word, type, readPart }: { word: string; type: "all" | "any"; readPart: Reader },
): Condition | undefined {
  const parts: Condition[] = [];
  do {
    const part = readPart(reading, depth);
    if (!part) return undefined;
    parts.push(part);
  } while (takeWord(reading, word));
  const [first] = parts;
  return parts.length === 1 ? first : { type, conditions: parts };
}

function readNot(reading: Reading, depth: number): Condition | undefined {
  if (depth > DEEPEST) return undefined;
  if (takeWord(reading, "not")) {
    const condition = readNot(reading, depth + 1);
    return condition && { type: "not", condition };
  }
  if (!take(reading, "open")) return readLeaf(reading);
  const condition = readOr(reading, depth + 1);
  return condition && take(reading, "close") ? condition : undefined;
}

/** A property, an operator and what it is compared with. */
function readLeaf(reading: Reading): Condition | undefined {
  const begin = reading.tokens[reading.place.at];
  const property = take(reading, "word");
  const operator = take(reading, "word");
  if (!begin || !property || !operator) return undefined;
  const value = readValue(reading);
  const end = reading.tokens[reading.place.at - 1]?.end;
  if (value === undefined || end === undefined) return undefined;
  return readComparison({
    property: property.text,
    operator: operator.text.replace(/^-/, "").toLowerCase(),
    value: value.given,
    source: reading.rule.slice(begin.start, end),
  });
}

/** `given` is undefined for what is in parentheses, such as a condition on members of a list. */
function readValue(reading: Reading): { given: RuleValue | undefined } | undefined {
  if (take(reading, "open")) return skipToClose(reading) ? { given: undefined } : undefined;
  if (!take(reading, "list")) {
    const given = scalarIn(take(reading, "text") ?? take(reading, "word"));
    return given === undefined ? undefined : { given };
  }
  const given: string[] = [];
  do {
    const item = take(reading, "text");
    if (!item) return undefined;
    given.push(item.text);
  } while (take(reading, "comma"));
  return take(reading, "end-list") && { given };
}

function scalarIn(token: Token | undefined): string | boolean | null | undefined {
  if (token?.type !== "word") return token?.text;
  const word = token.text.toLowerCase();
  if (word === "null") return null;
  return word === "true" ? true : word === "false" ? false : undefined;
}

function skipToClose(reading: Reading): boolean {
  for (let depth = 1; depth > 0; reading.place.at += 1) {
    const token = reading.tokens[reading.place.at];
    if (!token) return false;
    if (token.type === "open") depth += 1;
    if (token.type === "close") depth -= 1;
  }
  return true;
}

function take({ tokens, place }: Reading, type: Token["type"]): Token | undefined {
  const token = tokens[place.at];
  if (token?.type !== type) return undefined;
  place.at += 1;
  return token;
}

function takeWord({ tokens, place }: Reading, word: string): boolean {
  const token = tokens[place.at];
  if (token?.type !== "word" || token.text.toLowerCase().replace(/^-/, "") !== word) return false;
  place.at += 1;
  return true;
}
