import { InvalidResponseError } from "@mdmkit/runtime";
import type { Page, PageRequest, PrimaryCall, ResourceContract } from "../contract/resource-contract.ts";
import { count } from "../mapping/values.ts";
import { deferring } from "../records/observe.ts";
import { readAround } from "./read-around.ts";
import type { PageSource } from "./walk.ts";

type Contract<Filters> = Pick<ResourceContract<object, never, Filters, never, never>, "list" | "seek">;

type Loading<Filters> = {
  readonly origin: { vendor: string; operation: string };
  /** What the vendor applies. */
  readonly filters: Partial<Filters>;
  readonly fields: PageRequest<Filters>["fields"];
  readonly query: PrimaryCall["query"];
  readonly observer: Pick<PrimaryCall, "onExchange">;
};

/** Creates what loads one page of a list. In a list by offset it reads around records that make the page fail. */
export function createPageLoader<Filters extends object>(
  { list, seek }: Contract<Filters>,
  { origin, filters, fields, query, observer }: Loading<Filters>,
): PageSource<object, never>["load"] {
  return async (cursor, signal, limit, { split, ruledOut }) => {
    const exchanges = ruledOut === undefined ? undefined : deferring(observer);
    const load = async (at: string | undefined, size: number, attempts?: number): Promise<Page<object>> => {
      const primary = { query, signal, attempts, ...(exchanges?.observer ?? observer) };
      const page = await list({ cursor: at, limit: size, filters, fields, signal, split, primary });
      if (Array.isArray(page.items)) return { ...page, total: count(page.total) ?? undefined };
      const message = "The response contains no list. Check that the base URL is the vendor's API.";
      throw new InvalidResponseError(message, { ...origin, reason: "shape" });
    };
    const span = { offset: Number(cursor ?? 0), size: limit };
    const page =
      seek === "offset"
        ? await readAround(span, { split }, ({ offset, size }, { attempts }) =>
            load(offset > 0 ? String(offset) : undefined, size, attempts),
          )
        : await load(cursor, limit);
    if (page.items.length > (ruledOut ?? 0)) exchanges?.release();
    return page;
  };
}
