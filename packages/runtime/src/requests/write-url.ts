import { InvalidInputError } from "../errors/errors.ts";
import type { Operation } from "../operation/operation.ts";

/** Fills a path template. A value that would lead to another path (empty, a dot segment, an object) throws. */
export function fillPath(
  template: string,
  values: Readonly<Record<string, unknown>>,
  vendor?: string,
): string {
  return template.replace(/\{([^{}]+)\}/g, (_match, name: string) => {
    const value = values[name];
    const text = typeof value === "object" ? "" : encodeURIComponent(String(value ?? ""));
    if (text === "" || text === "." || text === "..") {
      const problem = `the path parameter "${name}" of ${template} is missing, empty or not a plain value.`;
      throw new InvalidInputError(problem, { vendor });
    }
    return text;
  });
}

/** The query with its question mark; arrays repeated or joined by commas, objects as `name[key]`. Null and absent are left out. */
export function writeQuery(query: Readonly<Record<string, unknown>>, arrays?: Operation["arrays"]): string {
  const pairs: string[] = [];
  const add = (name: string, text: string) => pairs.push(`${encodeURIComponent(name)}=${text}`);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) {
      const texts = value.map((one) => encodeURIComponent(String(one)));
      if (arrays === "comma" && texts.length > 0) add(name, texts.join(","));
      else for (const text of texts) add(name, text);
    } else if (typeof value === "object") {
      for (const [key, one] of Object.entries(value)) {
        if (one !== undefined && one !== null) add(`${name}[${key}]`, encodeURIComponent(String(one)));
      }
    } else add(name, encodeURIComponent(String(value)));
  }
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}
