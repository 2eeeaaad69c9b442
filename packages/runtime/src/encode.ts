import { InvalidInputError } from "./errors.ts";
import type { Operation } from "./operation.ts";

export const FORM = "application/x-www-form-urlencoded";

type Encoding = {
  querySerializer?: { array: { style: "form"; explode: boolean } };
  bodySerializer?: (body: unknown) => string | FormData;
};

/** How an operation's query and body are written, where that differs from the client's defaults. */
export function encodingOf(operation: Operation): Encoding {
  const encoding: Encoding = {};
  if (operation.arrays) encoding.querySerializer = { array: { style: "form", explode: false } };
  if (operation.body) encoding.bodySerializer = operation.body === "form" ? toForm : toMultipart;
  return encoding;
}

/** Fills a path template. A value that would lead to another path (empty, a dot segment, an object) is refused. */
export function fillPath(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{([^{}]+)\}/g, (_match, name: string) => {
    const value = values[name];
    const text = typeof value === "object" ? "" : encodeURIComponent(String(value ?? ""));
    if (text === "" || text === "." || text === "..") {
      throw new InvalidInputError(`the path parameter "${name}" is missing, empty or not a plain value.`);
    }
    return text;
  });
}

function toForm(body: unknown): string {
  return new URLSearchParams(fieldsOf(body).map(([name, value]) => [name, String(value)])).toString();
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
