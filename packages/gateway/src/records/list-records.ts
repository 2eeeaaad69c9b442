import type { HydrateOptions, ListOptions, PageOptions, UnifiedComponents } from "@mdmkit/unified";
import { type JsonReply, json, type ShapedReply, type StreamReply, shaped } from "../operations/reply.ts";
import { type ExchangeLog, lastExchange, rawResponse, recordExchanges } from "./exchanges.ts";
import { namedFields } from "./field-names.ts";
import { type KeyedPage, keyRecords } from "./key-records.ts";
import { positionHeader } from "./raw-headers.ts";
import {
  assertHydrates,
  assertNoSuperQuery,
  type CommonQuery,
  type PageBudget,
  type RecordCall,
  type RecordServices,
  wantsRemoteData,
} from "./record-call.ts";
import type { AnyRecord, Lists, Resource } from "./resource.ts";
import { fieldsToRead, recordShape } from "./shape-record.ts";
import { streamRecords } from "./stream-records.ts";

type Position = UnifiedComponents["schemas"]["ListPosition"];
type DebugList = UnifiedComponents["schemas"]["DebugListExchange"];
type List<Item> = Position & { result: Item[] | Record<string, Item> };
type ListReply<Item> =
  | JsonReply<List<Item> | { result: List<Item>; debug: DebugList | null }>
  | ShapedReply
  | StreamReply;

type ListQuery = CommonQuery & {
  readonly limit?: number;
  readonly next_cursor?: string;
  readonly truto_key_by?: string;
  readonly truto_ignore_limit?: boolean;
  readonly truto_super_query?: string;
  readonly hydrate?: readonly string[];
  readonly hydrate_requests?: number;
};

const DEFAULT_LIMIT = 25;

/** One page of a list in the requested format; as a stream, the whole list. */
export async function listRecords<Item extends AnyRecord, Filters extends object>(
  { useAccount, metrics, pageBudget }: RecordServices,
  call: RecordCall & { readonly query: ListQuery },
  { resource, filters }: { resource: Resource<Lists<Item, Filters>>; filters: Filters },
): Promise<ListReply<Item>> {
  const { query } = call;
  assertNoSuperQuery(query);
  assertHydrates(query);
  const key = keyRecords(resource.schema, query.truto_key_by);
  const hydrate = hydrateOptions<Item>(query, resource.schema);
  const log = recordExchanges(query.truto_response_format, call.details);
  const capability = resource.lists ?? (`${resource.name}.list` as const);
  if (query.truto_skip_api_call)
    return useAccount({ ...call, callsVendor: false }, capability, () =>
      listReply<Item>(query, { key, log, page: EMPTY_PAGE }),
    );
  return useAccount(call, capability, async (mdm, account) => {
    const listing = resource.of(mdm).list({
      ...{ ...filters, ...listOptions(query, log), ...hydrate },
      ...(query.truto_key_by === undefined && fieldsToRead(query, resource.schema)),
      signal: signalOf(call),
    });
    if (query.truto_response_format === "stream") {
      const { clientSignal, accept } = call;
      return streamRecords(listing, { ...account, metrics, clientSignal, accept, shape: recordShape(query) });
    }
    const page = await listing.page(pageOptions(query, pageBudget));
    return listReply(query, { key, log, page: { ...page, report: listing.report } });
  });
}

/** A stream has no deadline: it goes on as long as the client reads it. */
function signalOf({ query, clientSignal, signal }: RecordCall): AbortSignal {
  return query.truto_response_format === "stream" ? clientSignal : signal;
}

/** With `raw`, one page of the vendor, because its records are not filtered. */
function pageOptions(query: ListQuery, budget: PageBudget): PageOptions {
  return {
    ...(!query.truto_ignore_limit && { limit: query.limit ?? DEFAULT_LIMIT }),
    ...budget,
    ...(query.truto_response_format === "raw" && { requests: 1 }),
  };
}

function hydrateOptions<Item>(
  { hydrate: names, hydrate_requests: hydrateRequests }: ListQuery,
  schema: string,
): HydrateOptions<keyof Item & string> {
  return {
    ...(names && { hydrate: namedFields<Item>(schema, { path: "query.hydrate", names }) }),
    ...(hydrateRequests !== undefined && { hydrateRequests }),
  };
}

function listOptions(query: ListQuery, { onExchange }: ExchangeLog): ListOptions {
  const isStream = query.truto_response_format === "stream";
  return {
    ...(isStream && !query.truto_ignore_limit && query.limit !== undefined && { pageSize: query.limit }),
    ...(query.next_cursor !== undefined && { cursor: query.next_cursor }),
    ...(query.remote_query && { remoteQuery: query.remote_query }),
    ...(onExchange && { onExchange }),
    remoteData: wantsRemoteData(query),
  };
}

type ReadPage<Item> = {
  items: Item[];
  next: string | null;
  previous: string | null;
  report: UnifiedComponents["schemas"]["ListReport"] | null;
};

const EMPTY_PAGE = { items: [], next: null, previous: null, report: null };

function listReply<Item extends AnyRecord>(
  query: ListQuery,
  { key, log, page }: { key: ReturnType<typeof keyRecords>; log: ExchangeLog; page: ReadPage<Item> },
): ListReply<Item> {
  const { items, report } = page;
  const position = positionOf(page);
  if (query.truto_response_format === "raw") return shaped(rawResponse(log), positionHeader(position));
  const withPosition = <Shown>({ result, keys }: KeyedPage<Shown>) => ({
    result,
    ...position,
    report: report && { ...report, keys },
  });
  const shape = recordShape(query);
  const debug = query.truto_response_format === "debug" ? { debug: debugList(log, page) } : undefined;
  if (shape) {
    const list = withPosition(key(items, shape));
    return shaped(debug ? { result: list, ...debug } : list);
  }
  const list = withPosition(key(items, (item) => item));
  return json(debug ? { result: list, ...debug } : list);
}

function positionOf({ items, next, previous, report }: ReadPage<AnyRecord>): Position {
  return {
    next_cursor: next,
    prev_cursor: previous,
    result_count: items.length,
    is_partial_response: items.some((item) => item.is_partial === true),
    report,
  };
}

function debugList(log: ExchangeLog, { next, report }: ReadPage<unknown>): DebugList | null {
  const exchange = lastExchange(log);
  if (!exchange) return null;
  const resultCount = report?.records ?? 0;
  return {
    ...exchange,
    nextCursor: next,
    isLooping: report?.reason === "loop",
    isEmptyResult: resultCount === 0,
    resultCount,
  };
}
