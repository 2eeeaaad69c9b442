import { type OpenApi, propertyOf, type Schema } from "../../read/openapi.ts";
import { namesIn, typeOf } from "./guess-reads.ts";

/** The property of a response that names the next page. */
export type NextGuess = {
  /** Its path, dotted when nested. */
  readonly path: string;
  /** It is a link; otherwise a cursor. */
  readonly isLink: boolean;
};

const LINK = /^(@odata\.next_?link|next[-_]?(link|url|uri|href|page[-_]?(link|url))|next)$/i;
const CURSOR =
  /^(next[-_]?(cursor|token|page[-_]?token|page[-_]?cursor)|cursor|page[-_]?token|skip[-_]?token|continuation[-_]?token)$/i;
const AROUND = [
  "links",
  "_links",
  "link",
  "meta",
  "metadata",
  "pagination",
  "paging",
  "page",
  "page_info",
  "pageInfo",
  "cursor",
];

/** A parameter that takes the id of the last record. */
export const LAST_ID =
  /^(after|after[-_]?id|(starting|start)[-_]?after|since[-_]?id|last[-_]?id|last[-_]?seen[-_]?id|page\[after\])$/i;

/** Whether the property at a path names the next page by a link. */
export function isLinkPath(path: string): boolean {
  return LINK.test(path) || LINK.test(path.split(".").at(-1) ?? "");
}

/** The next page in a response: a text at its top, or in what is around paging. */
export function guessNext(document: OpenApi, response: Schema | undefined): NextGuess | undefined {
  const own = nextIn(document, response);
  if (own) return own;
  for (const around of AROUND) {
    const found = nextIn(document, propertyOf(document, response, around));
    if (found) return { ...found, path: `${around}.${found.path}` };
  }
  return undefined;
}

function nextIn(document: OpenApi, schema: Schema | undefined): NextGuess | undefined {
  const names = namesIn(document, schema).filter((name) => typeOf(document, schema, name) === "string");
  const link = names.find((name) => LINK.test(name));
  const cursor = names.find((name) => CURSOR.test(name));
  const path = link ?? cursor;
  return path === undefined ? undefined : { path, isLink: link !== undefined };
}
