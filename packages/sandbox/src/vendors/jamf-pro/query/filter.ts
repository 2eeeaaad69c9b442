import { valueAt } from "../../../engine/records/values.ts";
import { compare } from "./compare.ts";
import { FilterProblem, type Token, tokensOf } from "./tokens.ts";

/** A test of one row. */
export type Keep = (row: unknown) => boolean;

/** Properties a list can be filtered and sorted by, and where a row holds each. */
export type Fields = Readonly<Record<string, string>>;

/** Reads an RSQL expression; nothing when it is blank. Throws `FilterProblem` for what the vendor refuses with 400. */
export function filterOf(filter: string, fields: Fields): Keep | undefined {
  const tokens = tokensOf(filter);
  if (tokens.length === 0) return undefined;
  const reader = { tokens, at: 0, fields };
  const keep = alternatives(reader);
  if (reader.at < tokens.length) throw new FilterProblem("text after the end of the filter");
  return keep;
}

type Reader = { readonly tokens: readonly Token[]; at: number; readonly fields: Fields };

function alternatives(reader: Reader): Keep {
  const parts = [conditions(reader)];
  while (reader.tokens[reader.at]?.kind === "or") {
    reader.at += 1;
    parts.push(conditions(reader));
  }
  return (row) => parts.some((part) => part(row));
}

function conditions(reader: Reader): Keep {
  const parts = [condition(reader)];
  while (reader.tokens[reader.at]?.kind === "and") {
    reader.at += 1;
    parts.push(condition(reader));
  }
  return (row) => parts.every((part) => part(row));
}

function condition(reader: Reader): Keep {
  if (reader.tokens[reader.at]?.kind === "open") {
    reader.at += 1;
    const inner = alternatives(reader);
    expect(reader, "close");
    return inner;
  }
  const name = word(reader);
  const path = Object.hasOwn(reader.fields, name) ? reader.fields[name] : undefined;
  if (path === undefined) throw new FilterProblem(`there is no field ${name}`);
  const comparison = reader.tokens[reader.at++];
  if (comparison?.kind !== "compare") throw new FilterProblem("a comparison is missing");
  const test = compare(comparison.operator, values(reader));
  return (row) => test(valueAt(row, path));
}

function values(reader: Reader): string[] {
  if (reader.tokens[reader.at]?.kind !== "open") return [word(reader)];
  reader.at += 1;
  const found = [word(reader)];
  while (reader.tokens[reader.at]?.kind === "or") {
    reader.at += 1;
    found.push(word(reader));
  }
  expect(reader, "close");
  return found;
}

function word(reader: Reader): string {
  const token = reader.tokens[reader.at++];
  if (token?.kind !== "word") throw new FilterProblem("a name or value is missing");
  return token.text;
}

function expect(reader: Reader, kind: Token["kind"]): void {
  if (reader.tokens[reader.at++]?.kind !== kind) throw new FilterProblem("a parenthesis is missing");
}
