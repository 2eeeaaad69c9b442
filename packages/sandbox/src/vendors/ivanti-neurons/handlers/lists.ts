import { cutPage, readPage } from "../../../engine/operations/paging.ts";
import type { Collection } from "../../../engine/records/collection.ts";
import type { SortKey } from "../../../engine/records/compare.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { select } from "../../../engine/records/select.ts";
import { asText, type Row } from "../../../engine/records/values.ts";
import type { Call, VendorResponse } from "../../../engine/request/call.ts";
import { type Keep, UnreadableFilter } from "../../../engine/request/conditions.ts";
import { parseFilterQuery } from "../query/filter-query.ts";
import { type Context, refuse, success } from "./handler.ts";

export type ListOptions = {
  /** The maximum number of rows. */
  max?: number;
  /** What one row looks like in a list. */
  render?: (row: Row) => Row;
  facets?: Row;
};

/** A page in the vendor's envelope; `start` comes back as `offset`. */
export function listResponse(
  call: Call,
  rows: Rows,
  { max = 500, render, facets }: ListOptions = {},
): VendorResponse {
  const { limit, skip } = readPage(call, { max });
  const page = cutPage(call, rows, { max });
  return success({
    totalCount: page.total,
    queryTime: 1,
    searchResults: render ? page.rows.map(render) : page.rows,
    offset: skip,
    limit,
    ...(facets && { facetedResults: facets, totalUnfilteredResultCount: 0 }),
  });
}

type Searched = {
  collection: Collection;
  properties: readonly string[];
  among?: (index: number) => boolean;
  render(row: Row): Row;
};

/** The records that `q` and `fq` select, in the requested order; or the error. */
export function search(call: Call, context: Context, searched: Searched): Rows | VendorResponse {
  const { collection, render } = searched;
  let keep: Keep | undefined;
  try {
    keep = selection(call, context, searched);
  } catch (error) {
    if (!(error instanceof UnreadableFilter)) throw error;
    return refuse(400, error.message, "fq");
  }
  const key = JSON.stringify([...call.search].filter(([name]) => name !== "start" && name !== "rows"));
  const source = { version: collection.version, identity: collection, rows: () => partOf(searched) };
  return select(source, { key, keep: keep && ((row) => keep(render(row))), sort: sortOf(call) });
}

/** Without a filter no record is made before its page is cut. */
function partOf({ collection, among = () => true }: Searched): Rows {
  const all = collection.rows("id");
  const places = collection.indexes().flatMap((index, place) => (among(index) ? [place] : []));
  return {
    length: places.length,
    slice: (from, to) => places.slice(from, to).flatMap((place) => all.slice(place, place + 1)),
  };
}

function selection(call: Call, { state }: Context, { properties }: Searched): Keep | undefined {
  const q = asText(call.query.q)?.trim().toLowerCase();
  const fq = asText(call.query.fq)?.trim();
  const found: Keep | undefined = q
    ? (row) => Object.values(row).some((value) => isHit(value, q))
    : undefined;
  if (!fq) return found;
  const keep = parseFilterQuery(fq, {
    now: call.now,
    properties,
    numericAttributes: state.numericAttributes,
    ldapAttribute(row, name) {
      const index = state.inventory.accountIndex(String(row.ownerId));
      return name === "department" && index >= 0 ? state.fleet.person(index).department : undefined;
    },
  });
  return found ? (row) => found(row) && keep(row) : keep;
}

const isHit = (value: unknown, q: string): boolean =>
  typeof value === "string" && value.toLowerCase().includes(q);

/** The requested order; nothing for that of ids. */
function sortOf({ query }: Call): SortKey[] {
  const path = asText(query["sortFields[0].name"]) ?? "id";
  const descending = query["sortFields[0].order"] === "DESC";
  return path === "id" && !descending ? [] : [{ path, descending }];
}
