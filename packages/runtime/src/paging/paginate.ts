import { InvalidInputError, InvalidResponseError } from "../errors/errors.ts";
import type { CallOptions, OperationInput, OperationResponse } from "../operation/call.ts";
import type { Operation } from "../operation/operation.ts";
import {
  cursorParameters,
  firstParameters,
  nextParameters,
  pageSize,
  recordsBefore,
} from "./page-parameters.ts";
import { itemsOf, totalOf, valueAt } from "./read-page.ts";

export type Page<Item> = {
  items: Item[];
  /** How many records there are in all, where the vendor says so. */
  total?: number;
  response: Response;
};

/** Iterates over records, or over pages with `pages()`; use one of the two. Nothing is requested before the first step. */
export type Paginated<Item> = AsyncGenerator<Item, void, undefined> & {
  pages(): AsyncGenerator<Page<Item>, void, undefined>;
};

type List = {
  request(id: string, input: OperationInput, options?: CallOptions): Promise<OperationResponse<unknown>>;
  id: string;
  operation: Operation;
  input?: OperationInput | undefined;
  callOptions?: CallOptions | undefined;
  vendor: string;
  baseUrl: string;
};

/** Reads an operation that returns a list. One page is requested at a time, when it is needed. */
export function paginate(list: List): Paginated<unknown> {
  const pages = () => pagesOf(list);
  async function* records() {
    for await (const page of pages()) for (const item of page.items) yield item;
  }
  return Object.assign(records(), { pages });
}

async function* pagesOf(list: List): AsyncGenerator<Page<unknown>, void, undefined> {
  const { id, operation, input = {}, vendor, baseUrl } = list;
  const { pagination } = operation;
  if (!pagination) throw new InvalidInputError("this operation has no pages.", { vendor, operation: id });
  const target = pagination.in ?? "query";
  let parameters = firstParameters(pagination, input[target]);
  let position = recordsBefore(pagination, parameters);
  let previous = "";
  const cursors = new Set<unknown>();
  for (;;) {
    const { data, response } = await list.request(id, { ...input, [target]: parameters }, list.callOptions);
    const invalid = (problem: string) =>
      new InvalidResponseError(problem, { vendor, operation: id, status: response.status, reason: "shape" });
    const total = totalOf(pagination, data, response);
    const items = itemsOf(pagination, data, position < (total ?? 0));
    if (!items)
      throw invalid(`the response has no list of records (${pagination.items ?? "the body itself"}).`);
    const fingerprint = items.length ? JSON.stringify([items.length, items[0], items.at(-1)]) : "";
    if (fingerprint && fingerprint === previous) throw invalid("the vendor returned the same page twice.");
    previous = fingerprint;
    position += items.length;
    yield { items, ...(total === undefined ? {} : { total }), response };

    if (pagination.style === "cursor") {
      const cursor = data && valueAt(data, pagination.next);
      if (!cursor) return;
      if (cursors.has(cursor)) throw invalid("the vendor returned the same cursor twice.");
      cursors.add(cursor);
      const next = cursorParameters(pagination, parameters, { cursor, baseUrl });
      if (!next) throw invalid("the link to the next page leads to another origin.");
      parameters = next;
      continue;
    }
    // A known total outweighs a short page: some vendors give fewer records than asked for.
    const isLast =
      total === undefined ? items.length < (pageSize(pagination, parameters) ?? 1) : position >= total;
    if (!items.length || isLast) return;
    parameters = nextParameters(pagination, parameters, position);
  }
}
