import type { Exchange } from "@mdmkit/runtime";

/** Options of every read. */
export type ReadOptions = {
  /** Ends the call and its requests. */
  signal?: AbortSignal;
  /** Extra query parameters for the vendor, untransformed. One that the request sets itself, such as the page size, is rejected. */
  remoteQuery?: Readonly<Record<string, unknown>>;
  /**
   * False leaves `remote_data`, the vendor's own record, out. Default: true, or with `fields` whether it is one of them.
   */
  remoteData?: boolean;
  /**
   * The fields to return, besides `id`, `is_partial` and `gaps`. Vendor requests that only other fields need are not sent. Default:
   * all.
   */
  fields?: readonly string[];
  /** Called for each vendor request behind a record or page, without secrets. */
  onExchange?: (exchange: Exchange) => void;
};

/** Options of every list. */
export type ListOptions = ReadOptions & {
  /** Records per vendor page. Default and maximum: what the vendor allows. */
  pageSize?: number;
  /**
   * Pages requested ahead: 0 to 20. More than 1 helps only vendors whose pages can be read in any order. Default: 1. The
   * list's `plan.pagesAhead` says how many it is.
   */
  prefetch?: number;
  /** `next` or `previous` of an earlier page. */
  cursor?: string;
};

/** For vendors whose lists lack fields: reads records one by one to fill them. */
export type HydrateOptions<Field extends string> = {
  /** The fields to fill. Each record that lacks one of them is read by itself. */
  hydrate?: readonly Field[];
  /** Maximum number of vendor requests; further records stay as they are and `report.hydration` counts them. Default: 500. */
  hydrateRequests?: number;
};

export type CallSignal = Pick<ReadOptions, "signal">;
