import { InvalidResponseError } from "@mdmkit/runtime";
import type { components } from "./generated/schema.ts";

type User = components["schemas"]["User"];
type UserPage = components["schemas"]["UserPage"];

const invalid = (problem: string) =>
  new InvalidResponseError(problem, { vendor: "iru", operation: "listUsers", reason: "shape" });

/**
 * The cursor in the link to the next page; undefined after the last page. The link names another host than the API's, which the
 * token must not be sent to.
 */
export function nextCursor({ next }: Pick<UserPage, "next">): string | undefined {
  if (next == null || next === "") return undefined;
  const cursor = URL.canParse(next) ? new URL(next).searchParams.get("cursor") : null;
  if (cursor) return cursor;
  throw invalid("the link to the next page has no cursor.");
}

/**
 * Every user. Throws where a page comes again.
 *
 * @example
 * ```ts
 * for await (const { name } of usersAfter((query) => client.listUsers({ query }))) console.log(name);
 * ```
 */
export async function* usersAfter(
  read: (query: { cursor?: string }) => Promise<UserPage | undefined>,
): AsyncGenerator<User, void, undefined> {
  const cursors = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor === undefined ? {} : { cursor });
    if (!page || !Array.isArray(page.results)) throw invalid("the response has no `results`.");
    yield* page.results;
    cursor = nextCursor(page);
    if (cursor === undefined) return;
    if (cursors.has(cursor)) throw invalid("the vendor returned the same cursor twice.");
    cursors.add(cursor);
  }
}
