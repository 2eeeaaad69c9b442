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
import { namesIn, typeOf } from "./guess-reads.ts";

/** The paging of a list, guessed from the names of its parameters. */
export type PagingGuess = {
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

const LIMIT = /^(limit|page[-_]?size|per[-_]?page|size|count|top|rows|max[-_]?results|page\[size\])$/i;
const OFFSET = /^(offset|skip|start|start[-_]?index)$/i;
const PAGE = /^(page|page[-_]?(number|no|index)|page\[number\])$/i;
const TOTAL = /^(total|total[-_]?(count|results|elements|items|records|size))$/i;
const AROUND_TOTAL = ["meta", "metadata", "pagination", "paging", "page", "page_info"];

export function guessPaging(
  document: OpenApi,
  { parameters }: ApiOperation,
  response: Schema | undefined,
): PagingGuess | undefined {
  const query = parameters.filter((parameter) => parameter.in === "query");
  const named = (pattern: RegExp) => query.find(({ name }) => pattern.test(name));
  const [limit, offset, page] = [named(LIMIT), named(OFFSET), named(PAGE)];
  const position = offset ?? page;
  if (!limit || !position) return undefined;
  const { maximum } = schemaOf(document, limit);
  return {
    style: offset ? "offset" : "page",
    limit: limit.name,
    position: position.name,
    firstPage: page && !offset ? firstPageOf(document, page) : 1,
    max: typeof maximum === "number" ? maximum : undefined,
    total: totalIn(document, response),
  };
}

/** The first page is 1 unless the parameter allows 0. */
function firstPageOf(document: OpenApi, page: Parameter): 0 | 1 {
  const { minimum, default: usual } = schemaOf(document, page);
  return usual === 0 || (usual === undefined && minimum === 0) ? 0 : 1;
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
  const { style, limit, position, firstPage, max, total } = paging;
  return {
    style,
    limit,
    [style]: position,
    ...(style === "page" && firstPage === 0 && { firstPage }),
    ...(max !== undefined && { max }),
    ...(items !== undefined && { items }),
    ...(total !== undefined && { total }),
  };
}
