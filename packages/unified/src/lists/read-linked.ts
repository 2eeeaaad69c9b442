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

type ByCursor = {
  /** The query parameter that takes a cursor, whatever that looks like. A caller's own would be another list. */
  readonly parameter: string;
};
type ByLink = {
  /** The URL of the list: links to another host are not followed. */
  url(): string;
};
type List = { readonly operation: string; readonly errors: VendorErrors } & (ByCursor | ByLink);

/** Reads a page of a list whose pages name the next one, by a cursor or by a link. */
export async function readLinked<Raw>(
  list: List,
  { cursor, primary }: Pick<PageRequest<never>, "cursor" | "primary">,
  load: Load<Raw>,
): Promise<Page<Raw>> {
  if ("parameter" in list) assertNotPaged(list, primary);
  const isLink = cursor !== undefined && "url" in list;
  const place = cursor === undefined ? undefined : placeOf(list, cursor);
  const query = { ...place, ...primary?.query };
  const { items, next } = await load({ isLink }, { ...primary, ...(place && { query }) });
  return next == null || next === "" ? { items } : { items, next: cursorOf(list, next) };
}

/** The parameters that say where a page begins. */
function placeOf(list: List, cursor: string): Record<string, string> {
  if ("parameter" in list) return { [list.parameter]: cursor };
  if (!cursor.startsWith("?")) throw list.errors.invalidCursor(list.operation);
  return Object.fromEntries(new URLSearchParams(cursor));
}

/** The cursor itself, or the parameters of a link. The credential goes to no other host, whatever a response says. */
function cursorOf(list: List, next: unknown): string {
  const { operation, errors } = list;
  if ("parameter" in list) {
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
