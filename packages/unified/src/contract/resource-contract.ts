import type { CallOptions } from "@mdmkit/runtime";
import type { Drift } from "./drift.ts";
import type { DeviceType, IncompleteReason, ListGap, ListReport } from "./model.ts";
import type { Plan } from "./plan.ts";

/** Options of the request that reads the record itself: the caller's own query parameters and observer. */
export type PrimaryCall = Pick<CallOptions, "signal" | "query" | "onExchange" | "attempts">;

/** What is passed on to the requests of a read. */
export type ReadRequest = {
  /** For every request of the read. */
  readonly signal?: AbortSignal | undefined;
  /** The unified fields that are used; left out: all. `createSupportingReads` skips what fills none of them. */
  readonly fields?: ReadonlySet<string> | undefined;
  /** For the request that reads the record or page itself, the signal included; not for supporting reads. */
  readonly primary?: PrimaryCall | undefined;
};

/** A read of one record. */
export type GetRequest = ReadRequest & {
  /** `identity`: only what identifies the record (id, serial number, platform); skip joined reads. */
  readonly detail: "full" | "identity";
  /** One of the reads that fill the records of a list: what an account was found to lack is not asked for again. */
  readonly hydrates?: true | undefined;
  /** Receives the fields that stay absent because a supporting read is not permitted; see `createSupportingReads`. */
  readonly gaps?: ListGap[] | undefined;
};

/** The request of a page. */
export type PageRequest<Filters> = ReadRequest & {
  /** The `next` of the previous page; for a list with `seek: "offset"` the number of records to skip. Left out: the first page. */
  readonly cursor?: string | undefined;
  /** Number of records; at most `pageSize`. */
  readonly limit: number;
  /** Exactly the filters in `pushed` or `narrowed`. */
  readonly filters: Partial<Filters>;
  /** The budget of the walk for pages that fail. For `readAround`, in lists whose cursor contains an offset. */
  readonly split?: SplitBudget | undefined;
};

/** Vendor requests left in a walk for reading around records that make their page fail. */
export type SplitBudget = { requests: number };

/** Reasons that only an adapter can see. */
type ListDoubt = Exclude<IncompleteReason, "aborted" | "drifted" | "failed" | "loop" | "undecided">;

/** A page of a vendor's list. */
export type Page<Raw> = {
  /**
   * The vendor's own records in the vendor's order, joined with what the mapper needs, not yet mapped. Null in place of a record
   * that the vendor cannot serve.
   */
  readonly items: readonly (Raw | null)[];
  /** Cursor of the next page; left out on the last one, and of no effect for lists by offset. */
  readonly next?: string | undefined;
  /** The vendor's total of records that match the filters of the request. */
  readonly total?: number | undefined;
  /**
   * With `next`: the page is full, and only the vendor's total says that nothing follows. The engine requests the next page
   * before it returns this one, since totals can be too low.
   */
  readonly mayBeLast?: boolean | undefined;
  /** Why the list may lack records, where the vendor's own paging shows it but `total` cannot: it is not complete then. */
  readonly doubt?: ListDoubt | undefined;
  /** Names the part that a page belongs to, where the list consists of parts that may share records. */
  readonly part?: string | undefined;
  /** Fields that stay absent on this page because a supporting read failed. */
  readonly gaps?: readonly ListGap[] | undefined;
};

/** An absent property may be present as `undefined`, also for callers whose compiler distinguishes the two. */
export type Mapped<Item> = {
  [Name in keyof Item]: undefined extends Item[Name] ? Item[Name] | undefined : Item[Name];
};

/** A filter that other lists of the vendor answer, since its list of the resource lacks the field. */
export type Lookup<Filters> = {
  readonly filter: keyof Filters & string;
  /** The lists that are read, for the plan. */
  readonly reads: readonly string[];
  /** Reads them, and returns whether the record with an id matches; undefined where that stays open. */
  load(filters: Partial<Filters>, reading: LookupReading): Promise<(id: string) => boolean | undefined>;
};

/** The walk that a lookup is for. */
export type LookupReading = {
  /** Receives why the answer may be open. */
  readonly report: ListReport;
  readonly signal: AbortSignal;
};

export type ResourceContract<Raw, Item, Filters, Create, Update> = {
  /** Largest page of the vendor; the engine requests it unless the caller sets a smaller one. */
  readonly pageSize: number;
  /** Supported filters: applied by the vendor, or here to a field that its list fills. */
  readonly filters: readonly (keyof Filters & string)[];
  /** Filters that the vendor applies with exactly the unified meaning, and for which values. */
  readonly pushed?: { readonly [Name in keyof Filters]?: (value: NonNullable<Filters[Name]>) => boolean };
  /**
   * Filters by which the vendor leaves out some records that do not match, but never one that matches, and for which values. The
   * rest is filtered here, so the field must be one that the list fills.
   */
  readonly narrowed?: { readonly [Name in keyof Filters]?: (value: NonNullable<Filters[Name]>) => boolean };
  /**
   * `offset`: the order is stable and the cursor is a record offset. The engine then reads pages in parallel and
   * lets each overlap the one before by a record, to notice when the list shifted, and splits pages that fail.
   */
  readonly seek?: "offset" | undefined;
  /** Where records hold secrets (generated), such as `token` or `general.token`: removed before a caller gets the record. */
  readonly secrets?: readonly string[] | undefined;
  /**
   * Hides, while a record is mapped, what the vendor sends where nothing was set or collected (generated): `map` reads it
   * as absent.
   */
  unset?(raw: Raw): void;
  /** Fields that `get` fills and `list` does not, or not for every record; `hydrate` reads them on request. */
  readonly getOnly?: readonly (keyof Item & string)[] | undefined;
  /**
   * A device that enrolls again is a new record here, and the vendor keeps the record of the earlier enrollment. Not needed if
   * the status of that one is `removed`.
   */
  readonly keepsEnrollments?: true | undefined;
  /** The maximum number of vendor requests of one `get`, apart from retries and what is read once for many records. Default: 1. */
  readonly getRequests?: number | undefined;
  /** A filter on a field of `getOnly` for which no record needs a read of its own. Set by `connect` and `extend`, never by an adapter. */
  readonly lookup?: Lookup<Filters> | undefined;
  list(request: PageRequest<Filters>): Promise<Page<Raw>>;
  get(id: string, request: GetRequest): Promise<Raw>;
  /**
   * For vendors whose ids overlap between kinds of device: makes the unique id, as `map` returns it, of a bare id and the
   * caller's `type`; a unique id is returned unchanged. Throws `InvalidInputError` if the kind is ambiguous, or if the id is of the
   * other kind: `desktop` and `mobile` name the two here.
   */
  qualifyId?(id: string, type: DeviceType | undefined): string;
  /**
   * Pure, except for what it notes in `drift`. Total: it accepts records in which any field is missing, null or of another type. A record
   * that drifted is mapped a second time, then through a proxy.
   */
  map(raw: Raw, drift?: Drift): Mapped<Item>;
  /** Changes the result of `map`. Set by `extend`, never by an adapter. */
  refine?(raw: Raw, item: Item, onFailure: (field: string) => void): void;
  /** The properties that `update` supports; another one is rejected before any request. Required with `update`. */
  readonly writable?: readonly (keyof Update & string)[];
  /** Those of them that the vendor cannot clear: null is rejected before any request. */
  readonly cannotClear?: readonly (keyof Update & string)[];
  /** The properties that `create` supports; another one is rejected before any request. Required with `create`. */
  readonly creatable?: readonly (keyof Create & string)[];
  create?(input: Create): Plan | Promise<Plan>;
  update?(id: string, input: Update): Plan | Promise<Plan>;
  delete?(id: string): Plan | Promise<Plan>;
};
