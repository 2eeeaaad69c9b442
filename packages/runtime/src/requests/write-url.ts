import { InvalidInputError } from "../errors/errors.ts";
import type { Operation, ParameterWriter, ParameterWriters } from "../operation/operation.ts";
import { isGiven, isPlainObject, textOf } from "./text-of.ts";

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
export function writeQuery(
  query: Readonly<Record<string, unknown>>,
  { arrays, writers }: Pick<Operation, "arrays"> & { writers?: ParameterWriters | undefined } = {},
): string {
  const pairs: string[] = [];
  const add = (name: string, text: string) => pairs.push(`${encodeURIComponent(name)}=${text}`);
  for (const [name, value] of Object.entries(query)) {
    if (!isGiven(value)) continue;
    const write = writerOf(writers, name);
    if (write) pairs.push(write(name, value));
    else if (Array.isArray(value)) {
      const texts = value.map((one) => encoded(name, one));
      if (arrays && texts.length > 0) add(name, texts.join(","));
      else for (const text of texts) add(name, text);
    } else if (isPlainObject(value) && Object.keys(value).length > 0) {
      for (const [key, one] of Object.entries(value))
        if (isGiven(one)) add(`${name}[${key}]`, encoded(`${name}[${key}]`, one));
    } else add(name, encoded(name, value));
  }
  const search = pairs.filter(Boolean).join("&");
  return search && `?${search}`;
}

/** The writer that an operation has for a parameter. */
export function writerOf(writers: ParameterWriters | undefined, name: string): ParameterWriter | undefined {
  return writers && Object.hasOwn(writers, name) ? writers[name] : undefined;
}

function encoded(name: string, value: unknown): string {
  return encodeURIComponent(textOf(name, value));
}
