import type { Page, PageRequest, PrimaryCall, VendorRequests } from "@mdmkit/unified/vendor";
import { rowsIn } from "./answers.ts";
import { invalidCursor, invalidResponse } from "./errors.ts";

type Collection<Raw> = { value: readonly Raw[]; "@odata.nextLink"?: string } | undefined;

type PageRead<Query extends object> = {
  readonly operation: string;
  /** Path parameters of the operation. */
  readonly path?: object;
  /** What the first page is asked for, besides its size. A link to another page has it all. */
  readonly query?: Query;
};

type FirstQuery<Query> = Query & { $top?: number };

/** Reads the page that a request of the engine stands for. A cursor is the query of a link to the next page, unchanged. */
export async function readPage<Raw, Query extends object = object>(
  client: Pick<VendorRequests, "prepare">,
  { operation, path, query }: PageRead<Query>,
  { cursor, limit, primary }: Pick<PageRequest<never>, "cursor" | "limit" | "primary">,
  load: (query: FirstQuery<Query> | object, call: PrimaryCall) => Promise<Collection<Raw>>,
): Promise<Page<Raw>> {
  const response =
    cursor === undefined
      ? await load({ ...query, $top: limit }, primary ?? {})
      : await load({}, { ...primary, query: { ...parametersIn(cursor), ...primary?.query } });
  const items = rowsIn(response, operation);
  const link = response?.["@odata.nextLink"];
  if (link == null) return { items };
  const { origin } = new URL(client.prepare(operation, { path }).url);
  return { items, next: cursorIn(link, { origin, operation }) };
}

/** The parameters of a link, which say where the page begins. */
function parametersIn(cursor: string): Record<string, string> {
  const parameters = new URLSearchParams(cursor);
  if (parameters.has("$skiptoken") || parameters.has("$skip")) return Object.fromEntries(parameters);
  throw invalidCursor();
}

/** The credential goes to no other host, whatever a response says. */
function cursorIn(link: unknown, { origin, operation }: { origin: string; operation: string }): string {
  const url = typeof link === "string" && URL.canParse(link) ? new URL(link) : undefined;
  if (!url?.search) throw invalidResponse(operation, "The link to the next page is invalid.");
  if (url.origin !== origin)
    throw invalidResponse(operation, "The link to the next page leads to another host.");
  return url.search.slice(1);
}
