import { InvalidInputError } from "../errors/errors.ts";
import type { Operation } from "../operation/operation.ts";

export const FORM = "application/x-www-form-urlencoded";

const CONTENT_TYPES: Partial<Record<NonNullable<Operation["body"]>, string>> = {
  form: FORM,
  xml: "application/xml",
};

/** The content type of a body that was written as text. */
export function contentTypeOf({ body }: Operation): string {
  return (body && CONTENT_TYPES[body]) ?? "application/json";
}

/** Fills a path template. A value that would lead to another path (empty, a dot segment, an object) is refused. */
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

/** Writes a body as the operation wants it. */
export function writeBody(
  body: unknown,
  { body: kind, root = "", bodyArrays }: Operation,
  writeXml?: (body: unknown, root: string) => string,
): string | FormData | undefined {
  if (body === undefined) return undefined;
  if (kind === "form") return toForm(body, bodyArrays);
  if (kind === "xml" && writeXml) return writeXml(body, root);
  return kind === "multipart" ? toMultipart(body) : JSON.stringify(body);
}

function toForm(body: unknown, arrays: Operation["bodyArrays"]): string {
  const fields = arrays === "comma" ? Object.entries(body ?? {}) : fieldsOf(body);
  const given = fields.filter(([, value]) => value !== undefined && value !== null);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

function toMultipart(body: unknown): FormData {
  if (body instanceof FormData) return body;
  const form = new FormData();
  for (const [name, value] of fieldsOf(body))
    form.append(name, value instanceof Blob ? value : String(value));
  return form;
}

/** Arrays become repeated fields; what is absent or null is left out. */
function fieldsOf(body: unknown): [string, unknown][] {
  return Object.entries(body ?? {})
    .flatMap(([name, value]) => [value].flat().map((one): [string, unknown] => [name, one]))
    .filter(([, value]) => value !== undefined && value !== null);
}
