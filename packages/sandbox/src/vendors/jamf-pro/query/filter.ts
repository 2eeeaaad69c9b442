import { valueAt } from "../../../engine/records/values.ts";
import { type Keep, readConditions, UnreadableFilter } from "../../../engine/request/conditions.ts";
import { OPERATORS } from "./compare.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** Properties a list can be filtered and sorted by, and where a row holds each. */
export type Fields = Readonly<Record<string, string>>;

/** Reads an RSQL expression; nothing when it is blank. Throws `UnreadableFilter` for what the vendor refuses with 400. */
export function filterOf(filter: string, fields: Fields): Keep | undefined {
  const tokens = tokensOf(filter);
  if (tokens.length === 0) return undefined;
  return readConditions(tokens, {
    joint: ({ kind }) => (kind === "word" || kind === "compare" ? undefined : kind),
    condition: (rest) => conditionOf(rest, fields),
  });
}

function conditionOf(tokens: Token[], fields: Fields): Keep {
  const path = pathOf(takeWord(tokens), fields);
  const token = tokens.shift();
  const operator = token?.kind === "compare" ? token.operator : "";
  const test = OPERATORS[operator];
  if (test === undefined) throw new UnreadableFilter(`there is no operator ${operator}`);
  const values = takeValues(tokens);
  const wanted = operator === "=in=" || operator === "=out=" ? values : values[0];
  return (row) => test(valueAt(row, path), wanted);
}

/** Where a row holds a property. */
export function pathOf(name: string, fields: Fields): string {
  const path = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (path === undefined) throw new UnreadableFilter(`there is no field ${name}`);
  return path;
}

/** One value, or several in parentheses. */
function takeValues(tokens: Token[]): string[] {
  if (tokens[0]?.kind !== "open") return [takeWord(tokens)];
  const values: string[] = [];
  for (let sign = tokens.shift(); sign?.kind !== "close"; sign = tokens.shift()) {
    const expected = values.length === 0 ? "open" : "or";
    if (sign?.kind !== expected) throw new UnreadableFilter("a parenthesis is missing");
    values.push(takeWord(tokens));
  }
  return values;
}

function takeWord(tokens: Token[]): string {
  const token = tokens.shift();
  if (token?.kind !== "word") throw new UnreadableFilter("a name or value is missing");
  return token.text;
}
