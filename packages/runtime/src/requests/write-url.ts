import { InvalidInputError } from "../errors/errors.ts";
import type { Operation, ParameterWriter, ParameterWriters } from "../operation/operation.ts";
import { isPlainObject } from "./plain-object.ts";
import { isGiven, textOf } from "./text-of.ts";

/** Fills a path template. A value that would lead to another path (empty, a dot segment, an object) throws. */
export function fillPath(
  template: string,
  values: Readonly<Record<string, unknown>>,
  writers?: ParameterWriters,
): string {
  return template.replace(/\{([^{}]+)\}/g, (_match, name: string) => {
    const value = values[name];
    const text = isGiven(value) ? (writerOf(writers, name) ?? encoded)(name, value) : "";
    if (text === "" || text === "." || text === "..") {
      const problem = `the path parameter "${name}" of ${template} is missing, empty or a dot segment.`;
      throw new InvalidInputError(problem);
    }
    return text;
  });
}

/**
 * The query with its question mark: each parameter as `writers` says, else arrays repeated or joined by commas, and objects as
 * `name[key]`. What is null or absent is left out. In a list that throws, and a value without a text throws everywhere.
 */
export function writeQuery(query: Readonly<Record<string, unknown>>, rules: QueryRules = {}): string {
  const search = Object.entries(query)
    .flatMap(([name, value]) => (isGiven(value) ? pairsOf(name, value, rules) : []))
    .join("&");
  return search && `?${search}`;
}

type QueryRules = Pick<Operation, "arrays"> & { writers?: ParameterWriters | undefined };

function pairsOf(name: string, value: unknown, { arrays, writers }: QueryRules): string[] {
  const write = writerOf(writers, name);
  if (write) return [write(name, value)].filter(Boolean);
  const pair = (key: string, text: string) => `${encodeURIComponent(key)}=${text}`;
  if (Array.isArray(value)) {
    const texts = value.map((one) => encoded(name, one));
    return (arrays && texts.length > 0 ? [texts.join(",")] : texts).map((text) => pair(name, text));
  }
  const members = isPlainObject(value) ? Object.entries(value) : [];
  if (members.length === 0) return [pair(name, encoded(name, value))];
  return members.flatMap(([key, one]) =>
    isGiven(one) ? pair(`${name}[${key}]`, encoded(`${name}[${key}]`, one)) : [],
  );
}

/** The writer that an operation has for a parameter. */
export function writerOf(writers: ParameterWriters | undefined, name: string): ParameterWriter | undefined {
  return writers && Object.hasOwn(writers, name) ? writers[name] : undefined;
}

function encoded(name: string, value: unknown): string {
  return encodeURIComponent(textOf(name, value));
}
