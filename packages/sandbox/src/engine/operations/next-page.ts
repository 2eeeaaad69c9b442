import type { OperationSchemas, VendorDocument } from "../document/operation-schemas.ts";
import { successOf } from "../document/response-shape.ts";
import { sampleOf } from "../document/sample.ts";
import { type Row, valueAt, withValueAt } from "../records/values.ts";
import type { Call } from "../request/call.ts";

/** The names of properties that hold a link; others hold a cursor. */
const LINK = /link|url|uri|href/i;

/** What a page says of the next one, which begins at a position of the list: a link, or a cursor. */
export function nextPage({ operation, path, search, origin }: Call, position: number): string {
  const { next = "", cursor = "" } = operation.pagination ?? {};
  if (!LINK.test(next)) return String(position);
  const query = new URLSearchParams(search);
  query.set(cursor, String(position));
  const at = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => path[name] ?? "");
  return `${origin}${at}?${query}`;
}

/** A body with a value for the next page. A name such as `@odata.nextLink` has dots, and is not nested. */
export function withNext(body: Row, next: string, value: unknown): Row {
  return next.startsWith("@") ? { ...body, [next]: value } : withValueAt(body, next, value);
}

/** The sample of a response without a next page; null where the document requires the property. */
export function lastPage(
  sample: Row,
  { operation, document }: { operation: OperationSchemas; document: VendorDocument },
): Row {
  const { next } = operation.pagination ?? {};
  if (next === undefined) return sample;
  const least = sampleOf(successOf(operation).schema, document.schemas, { isMinimal: true });
  const isRequired = (next.startsWith("@") ? Object(least)[next] : valueAt(least, next)) !== undefined;
  return JSON.parse(JSON.stringify(withNext(sample, next, isRequired ? null : undefined)));
}
