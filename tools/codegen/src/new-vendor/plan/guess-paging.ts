import type { ApiOperation } from "../../read/api.ts";
import type { JsonObject } from "../../read/json.ts";
import {
  type OpenApi,
  type Parameter,
  propertyOf,
  resolve,
  type Schema,
  type SchemaObject,
} from "../../read/openapi.ts";
import { guessNext, isLinkPath, LAST_ID } from "./guess-next.ts";
import { namesIn, typeOf } from "./guess-reads.ts";

/** Pages by the number of a record or of a page. */
export type NumberedPaging = {
  readonly style: "offset" | "page";
  readonly limit: string;
  /** The parameter with the position. */
  readonly position: string;
  readonly firstPage: 0 | 1;
  /** The maximum page size in the document. */
  readonly max: number | undefined;
  /** The path of the property with the total number of records. */
  readonly total: string | undefined;
};

/** Pages that name the next one. */
export type LinkedPaging = {
  readonly style: "cursor";
  readonly limit: string | undefined;
  /** The parameter with the cursor, and whether the document declares it: links may have others. */
  readonly position: string;
  readonly isDeclared: boolean;
  readonly max: number | undefined;
  readonly total: string | undefined;
  /** The path of the property with the next cursor, or with a link. */
  readonly next: string | undefined;
  /** Instead of it: the property of the last record, and of the response that says whether there are more. */
  readonly last: string | undefined;
  readonly more: string | undefined;
};

/** The paging of a list, guessed from the names of its parameters and properties. */
export type PagingGuess = NumberedPaging | LinkedPaging;

const LIMIT = /^\$?(limit|page[-_]?size|per[-_]?page|size|count|top|rows|max[-_]?results|page\[size\])$/i;
const OFFSET = /^\$?(offset|skip|start|start[-_]?index)$/i;
const PAGE = /^(page|page[-_]?(number|no|index)|page\[number\])$/i;
const CURSOR =
  /^\$?(cursor|after|next|skip[-_]?token|(page|next|continuation)[-_]?(token|cursor)|page\[(after|cursor)\])$/i;
const TOTAL = /^(total|total[-_]?(count|results|elements|items|records|size))$/i;
const AROUND_TOTAL = ["meta", "metadata", "pagination", "paging", "page", "page_info"];
const MORE = /^has[-_]?(more|next)$/i;

type List = {
  readonly document: OpenApi;
  readonly operation: ApiOperation;
  readonly response: Schema | undefined;
  /** The property of a record with its id. */
  readonly id: string | undefined;
};

export function guessPaging({ document, operation, response, id }: List): PagingGuess | undefined {
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const named = (pattern: RegExp) => query.find(({ name }) => pattern.test(name));
  const [limit, offset, page, cursor] = [named(LIMIT), named(OFFSET), named(PAGE), named(CURSOR)];
  const next = guessNext(document, response);
  const total = totalIn(document, response);
  const max = limit && maximumOf(document, limit);
  const numbered = offset ?? page;
  // Without a total, a link is the only word of the vendor for whether there is more.
  if (limit && numbered && !(next?.isLink && total === undefined)) {
    const firstPage = page && !offset ? firstPageOf(document, page) : 1;
    return {
      style: offset ? "offset" : "page",
      limit: limit.name,
      position: numbered.name,
      firstPage,
      max,
      total,
    };
  }
  const shared = { style: "cursor", limit: limit?.name, max, total } as const;
  if (next && (cursor || next.isLink)) {
    const position = cursor ?? numbered;
    const fallback = next.path.startsWith("@odata") ? "$skiptoken" : "cursor";
    return {
      ...shared,
      position: position?.name ?? fallback,
      isDeclared: position !== undefined,
      next: next.path,
      last: undefined,
      more: undefined,
    };
  }
  const after = named(LAST_ID);
  if (!after || id === undefined) return undefined;
  const more = namesIn(document, response).find(
    (name) => MORE.test(name) && typeOf(document, response, name) === "boolean",
  );
  return { ...shared, position: after.name, isDeclared: true, next: undefined, last: id, more };
}

/** Whether the next page is named by a link. What is only called `next` is a cursor where a parameter takes one. */
export function isByLink({ next = "", position }: LinkedPaging): boolean {
  return isLinkPath(next) && !(/(^|\.)next$/i.test(next) && CURSOR.test(position));
}

/** The first page is 1 unless the parameter allows 0. */
function firstPageOf(document: OpenApi, page: Parameter): 0 | 1 {
  const { minimum, default: usual } = schemaOf(document, page);
  return usual === 0 || (usual === undefined && minimum === 0) ? 0 : 1;
}

function maximumOf(document: OpenApi, limit: Parameter): number | undefined {
  const { maximum } = schemaOf(document, limit);
  return typeof maximum === "number" ? maximum : undefined;
}

function schemaOf(document: OpenApi, { schema }: Parameter): SchemaObject {
  return typeof schema === "object" ? resolve<SchemaObject>(document, schema) : {};
}

function totalIn(document: OpenApi, response: Schema | undefined): string | undefined {
  const isNumber = (schema: Schema | undefined, name: string) =>
    ["integer", "number"].includes(typeOf(document, schema, name) ?? "");
  const names = namesIn(document, response);
  const own = names.find((name) => TOTAL.test(name) && isNumber(response, name));
  if (own) return own;
  // With `next`, `count` is the total. Alone, it may be the count of the page.
  if (names.includes("count") && names.includes("next") && isNumber(response, "count")) return "count";
  for (const around of AROUND_TOTAL) {
    const inner = propertyOf(document, response, around);
    const found = namesIn(document, inner).find((name) => TOTAL.test(name) && isNumber(inner, name));
    if (found) return `${around}.${found}`;
  }
  return undefined;
}

/** The annotation for a guess. */
export function annotationOf(paging: PagingGuess, items: string | undefined): JsonObject {
  const { style, limit, position, max, total } = paging;
  const own =
    paging.style === "cursor"
      ? { next: paging.next, last: paging.last, more: paging.more }
      : { ...(paging.style === "page" && paging.firstPage === 0 && { firstPage: 0 }) };
  const all = { style, limit, [style]: position, ...own, max, items, total };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
