import { cutPage, listResponse, type Page } from "../../../engine/operations/paging.ts";
import type { Collection } from "../../../engine/records/collection.ts";
import { asText, asTexts, type Row } from "../../../engine/records/values.ts";
import type { Call, VendorResponse } from "../../../engine/request/call.ts";
import { names, pickFields } from "../query/fields.ts";
import { filterBody, namedInBody, namesIn } from "../query/filter-body.ts";
import { filterV1 } from "../query/filter-v1.ts";
import { filterProblem, filterV2, namedV2 } from "../query/filter-v2.ts";
import { select, sortRows } from "../query/select.ts";
import { listGoogle } from "./google-emm.ts";
import type { Context } from "./handler.ts";

const maxPage = 100;
const maxSearch = 1000;

function withFields(page: Page, fields: readonly string[]): Page {
  return fields.length === 0 ? page : { ...page, rows: page.rows.map((row) => pickFields(row, fields)) };
}

/** The query without its page, to distinguish queries. */
function queryKey({ search, body }: Call): string {
  const rest = [...search].filter(([name]) => name !== "limit" && name !== "skip" && name !== "fields");
  const filters = body === undefined ? [] : [asFilters(body)];
  return JSON.stringify([...rest, ...filters]);
}

function asFilters(body: unknown): unknown {
  return {
    filter: filterOf(body, "filter"),
    searchFilter: filterOf(body, "searchFilter"),
    sort: filterOf(body, "sort"),
  };
}

function filterOf(body: unknown, name: "filter" | "searchFilter" | "sort"): unknown {
  return typeof body === "object" && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;
}

/** What the list of organizations shows; only a single one has its settings. */
const organizationFields = ["_id", "id", "displayName", "logoUrl", "created"];

/** A list in the query language of its API: v1, searches of v1, v2 or Google EMM. */
export function listRecords(call: Call, collection: Collection, context: Context): VendorResponse {
  const { path } = call.operation;
  const { organizations, googleDevices } = context.state;
  if (path.startsWith("/search/")) return searchV1(call, collection);
  if (path.startsWith("/v2/google-emm/")) return listGoogle(call, collection, collection === googleDevices);
  if (path.startsWith("/v2/")) return listV2(call, context, collection);
  return listV1(call, collection, collection === organizations ? organizationFields : []);
}

/** A v1 list: an envelope with `totalCount`, ten rows unless asked, a hundred at most. */
function listV1(call: Call, collection: Collection, shown: readonly string[] = []): VendorResponse {
  const rows = select(collection, {
    key: queryKey(call),
    keep: filterV1(call.search),
    sort: names(asText(call.query.sort)),
  });
  const page = cutPage(call, rows, { max: maxPage });
  const fields = names(asText(call.query.fields));
  return listResponse(call, withFields(page, fields.length > 0 ? fields : shown));
}

/** A v1 search: filter, sort, fields and page come in the body. */
function searchV1(call: Call, collection: Collection): VendorResponse {
  const inBody = filterBody(call.body);
  const inQuery = filterV1(call.search);
  const keep = inBody && inQuery ? (row: unknown) => inBody(row) && inQuery(row) : (inBody ?? inQuery);
  const sort = namesIn(call.body, "sort");
  const rows = select(collection, { key: queryKey(call), keep, named: namedInBody(call.body), sort });
  const page = cutPage(call, rows, { max: maxSearch });
  const fields = namesIn(call.body, "fields");
  return listResponse(call, withFields(page, fields.length > 0 ? fields : names(asText(call.query.fields))));
}

/** A v2 list over records: a bare array. */
function listV2(call: Call, context: Context, collection: Collection): VendorResponse {
  const filters = asTexts(call.query.filter);
  const problem = filterProblem(filters);
  if (problem !== undefined) return context.fail(call, { status: 400, message: problem });
  const rows = select(collection, {
    key: queryKey(call),
    keep: filterV2(filters),
    named: namedV2(filters),
    sort: asTexts(call.query.sort),
  });
  return listResponse(call, withFields(cutPage(call, rows, { max: maxPage }), asTexts(call.query.fields)));
}

/** A v2 list over rows made for this call. */
export function listRows(call: Call, context: Context, all: Row[]): VendorResponse {
  const filters = asTexts(call.query.filter);
  const problem = filterProblem(filters);
  if (problem !== undefined) return context.fail(call, { status: 400, message: problem });
  const keep = filterV2(filters);
  const rows = sortRows(keep === undefined ? all : all.filter(keep), asTexts(call.query.sort));
  return listResponse(call, withFields(cutPage(call, rows, { max: maxPage }), asTexts(call.query.fields)));
}

/** A graph list. Where nothing is bound the body is empty, not `[]`. */
export function listGraph(call: Call, context: Context, all: Row[]): VendorResponse {
  if (all.length === 0) return { status: 200, quirk: "empty-body-when-none" };
  return listRows(call, context, all);
}

/** One record; in v1 with the requested `fields`. */
export function oneRecord(call: Call, row: Row): Row {
  return call.operation.path.startsWith("/v2/") ? row : pickFields(row, names(asText(call.query.fields)));
}
