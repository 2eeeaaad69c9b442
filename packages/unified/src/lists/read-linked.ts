import type { VendorErrors } from "../contract/errors.ts";
import type { Page, PageRequest, PrimaryCall } from "../contract/resource-contract.ts";

type Loaded<Raw> = {
  readonly items: Page<Raw>["items"];
  /** What the vendor says of the next page; nothing on the last page. */
  readonly next: unknown;
};

/** `isLink`: the call has every parameter of the page already, since the vendor's link names them. */
type Load<Raw> = (page: { readonly isLink: boolean }, call: PrimaryCall) => Promise<Loaded<Raw>>;

type List = {
  readonly operation: string;
  /**
   * The query parameter that takes a cursor, whatever that looks like; left out where pages are links. A caller's own would be
   * another list.
   */
  readonly parameter?: string;
  readonly errors: VendorErrors;
  /** The URL of the list: links to another host are not followed. */
  url(): string;
};

/** Reads a page of a list whose pages name the next one, by a cursor or by a link. */
export async function readLinked<Raw>(
  list: List,
  { cursor, primary }: Pick<PageRequest<never>, "cursor" | "primary">,
  load: Load<Raw>,
): Promise<Page<Raw>> {
  const { operation, parameter, errors } = list;
  if (parameter !== undefined && primary?.query?.[parameter] != null)
    throw errors.invalidInput(operation, `The query parameter ${parameter} is set by the list.`);
  const isLink = cursor !== undefined && parameter === undefined;
  const place = cursor === undefined ? undefined : placeOf(list, cursor);
  const query = { ...place, ...primary?.query };
  const { items, next } = await load({ isLink }, { ...primary, ...(place && { query }) });
  return next == null || next === "" ? { items } : { items, next: cursorOf(list, next) };
}

/** The parameters that say where a page begins. */
function placeOf({ operation, parameter, errors }: List, cursor: string): Record<string, string> {
  if (parameter !== undefined) return { [parameter]: cursor };
  if (!cursor.startsWith("?")) throw errors.invalidCursor(operation);
  return Object.fromEntries(new URLSearchParams(cursor));
}

/** The cursor itself, or the parameters of a link. The credential goes to no other host, whatever a response says. */
function cursorOf({ operation, parameter, errors, url }: List, next: unknown): string {
  if (parameter !== undefined) {
    if (typeof next === "string" || typeof next === "number") return String(next);
    throw errors.invalidResponse(operation, "The cursor of the next page cannot be read.");
  }
  const from = url();
  const link = typeof next === "string" && URL.canParse(next, from) ? new URL(next, from) : undefined;
  if (!link?.search) throw errors.invalidResponse(operation, "The link to the next page is invalid.");
  if (link.origin !== new URL(from).origin)
    throw errors.invalidResponse(operation, "The link to the next page leads to another host.");
  return link.search;
}
