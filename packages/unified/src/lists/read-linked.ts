import type { VendorErrors } from "../contract/errors.ts";
import type { Page, PageRequest, PrimaryCall } from "../contract/resource-contract.ts";
import { assertNotPaged } from "./own-parameter.ts";

type Loaded<Raw> = {
  readonly items: Page<Raw>["items"];
  /** What the vendor says of the next page; nothing on the last page. */
  readonly next: unknown;
};

/** `isLink`: the call has every parameter of the page already, since the vendor's link names them. */
type Load<Raw> = (page: { readonly isLink: boolean }, call: PrimaryCall) => Promise<Loaded<Raw>>;

type List = {
  readonly operation: string;
  /** The query parameter that takes the cursor, or that links have. A caller's own would be another list. */
  readonly parameter: string;
  readonly errors: VendorErrors;
  /** Where pages are links: the URL of the list. Links to another host are not followed. */
  url?(): string;
};

/** Reads a page of a list whose pages name the next one, by a cursor or by a link. */
export async function readLinked<Raw>(
  list: List,
  { cursor, primary }: Pick<PageRequest<never>, "cursor" | "primary">,
  load: Load<Raw>,
): Promise<Page<Raw>> {
  assertNotPaged(list, primary);
  const isLink = cursor !== undefined && list.url !== undefined;
  const place = cursor === undefined ? undefined : placeOf(list, cursor);
  const query = { ...place, ...primary?.query };
  const { items, next } = await load({ isLink }, { ...primary, ...(place && { query }) });
  return next == null || next === "" ? { items } : { items, next: cursorOf(list, next) };
}

/** The parameters that say where a page begins. */
function placeOf({ operation, parameter, errors, url }: List, cursor: string): Record<string, string> {
  if (url === undefined) return { [parameter]: cursor };
  if (!cursor.startsWith("?")) throw errors.invalidCursor(operation);
  return Object.fromEntries(new URLSearchParams(cursor));
}

/** The cursor itself, or the parameters of a link. The credential goes to no other host, whatever a response says. */
function cursorOf(list: List, next: unknown): string {
  const { operation, errors } = list;
  if (list.url === undefined) {
    if (typeof next === "string" || typeof next === "number") return String(next);
    throw errors.invalidResponse(operation, "The cursor of the next page cannot be read.");
  }
  const from = list.url();
  const link = typeof next === "string" && URL.canParse(next, from) ? new URL(next, from) : undefined;
  if (!link?.search) throw errors.invalidResponse(operation, "The link to the next page is invalid.");
  if (link.origin !== new URL(from).origin)
    throw errors.invalidResponse(operation, "The link to the next page leads to another host.");
  return link.search;
}
