import { InvalidInputError, UnsupportedCapabilityError } from "@mdmkit/runtime";
import type { NoteDrift } from "../contract/drift.ts";
import type { Listing } from "../contract/listing.ts";
import type { ListGap } from "../contract/model.ts";
import type { HydrateOptions, ListOptions } from "../contract/read-options.ts";
import type { ResourceContract } from "../contract/resource-contract.ts";
import type { ReadOrigin } from "../contract/vendor.ts";
import { assertListOptions, type Origin } from "../input/options.ts";
import { wholeNumber } from "../input/whole-number.ts";
import { countIn } from "../records/drift.ts";
import { observing } from "../records/observe.ts";
import { createRecordReader, isRecord, type UnifiedRecord } from "../records/record.ts";
import { isRecordId } from "../records/record-id.ts";
import type { Choice } from "./chosen-fields.ts";
import { comparedFields, fieldOf, filtersAmong, pick } from "./filters.ts";
import type { HydrationPlan } from "./hydrate.ts";
import { queryHash } from "./list-mark.ts";
import { createListing } from "./listing.ts";
import { createPageLoader } from "./load-page.ts";

type ListContract<Item, Filters> = ResourceContract<object, Item, Filters, never, never>;

const MOST_PAGES_AHEAD = 20;
const HYDRATE_REQUESTS = 500;
const LIST_OPTIONS = new Set([
  "signal",
  "remoteQuery",
  "remoteData",
  "fields",
  "onExchange",
  "pageSize",
  "prefetch",
  "cursor",
  "hydrate",
  "hydrateRequests",
] satisfies (keyof ListOptions | keyof HydrateOptions<string>)[]);

/** The filters among the options of a list; throws for one that the vendor lacks, and for values that no list allows. */
export function filtersIn<Filters extends object>(
  origin: Origin,
  resource: string,
  supported: readonly (keyof Filters & string)[],
  options: ListOptions & HydrateOptions<string> & Partial<Filters>,
): Partial<Filters> {
  const filters = filtersAmong<Filters>(origin, supported, options, LIST_OPTIONS);
  assertListOptions(origin, resource, options);
  return filters;
}

type ListParts<Item, Filters> = {
  filters: Partial<Filters>;
  onDrift?: NoteDrift | undefined;
  choice?: Choice<Item> | undefined;
};

/**
 * Creates the list of one resource: splits filters between the vendor and this client, reads pages and maps records. With a
 * choice, records have the chosen fields and perhaps others.
 */
export function createList<Item extends UnifiedRecord, Filters extends object>(
  vendor: ReadOrigin,
  name: string,
  contract: ListContract<Item, Filters>,
  options: ListOptions & HydrateOptions<string> & Partial<Filters>,
  { filters, onDrift, choice }: ListParts<Item, Filters>,
): Listing<Item> {
  const origin = { vendor: vendor.id, operation: `${name}.list` };
  const { pageSize, seek } = contract;
  const isAmong = (claims: ListContract<Item, Filters>["pushed"]) => (filter: keyof Filters & string) => {
    const value = filters[filter];
    return value != null && (claims?.[filter]?.(value) ?? false);
  };
  const isPushed = isAmong(contract.pushed);
  const pushed = pick(filters, isPushed);
  const narrowed = pick(filters, isAmong(contract.narrowed));
  const local = pick(filters, (filter) => !isPushed(filter));
  const limit = Math.min(wholeNumber(options.pageSize, "pageSize", 1) ?? pageSize, pageSize);
  const remoteData = options.remoteData ?? choice?.has("remote_data");
  const read = createRecordReader(contract, { from: "list", remoteData });
  const { getOnly = [], lookup } = contract;
  const needed = Object.keys(local)
    .filter((filter) => filter !== lookup?.filter)
    .map(fieldOf)
    .filter((name) => getOnly.some((field) => field === name));
  const hydration = hydrationPlan(origin, contract, {
    ...options,
    hydrate: choice ? options.hydrate?.filter(choice.has) : options.hydrate,
    onDrift,
    needed,
  });

  return createListing(
    {
      seek,
      load: createPageLoader(contract, {
        origin,
        filters: { ...narrowed, ...pushed },
        fields: choice?.reads(Object.keys(local).flatMap(comparedFields)),
        query: options.remoteQuery,
        observer: observing(vendor, contract.secrets, options.onExchange),
      }),
      read(raw, note) {
        const item = isRecord(raw) ? read(raw, note) : undefined;
        return item && isRecordId(item.id) ? item : undefined; // without an id it cannot be used or counted
      },
      onDrift,
    },
    {
      plan: {
        vendor: vendor.id,
        resource: name,
        filters: { ...filters },
        remoteQueryHash: queryHash(options.remoteQuery),
        pushed: Object.keys(pushed),
        local: Object.keys(local),
        narrowed: Object.keys(narrowed).filter((filter) => Object.hasOwn(local, filter)),
        lookups: lookup && Object.hasOwn(local, lookup.filter) ? lookup.reads : undefined,
        pageSize: limit,
        pagesAhead: Math.min(
          wholeNumber(options.prefetch, "prefetch", 0) ?? 1,
          seek === "offset" ? MOST_PAGES_AHEAD : 1,
        ),
        fromStart: options.cursor === undefined,
        keepsEnrollments: contract.keepsEnrollments,
      },
      matchers:
        Object.keys(local).length > 0
          ? async (reading) =>
              (await import("./create-matchers.ts")).createMatchers<Item, Filters>(
                { local, needed, lookup },
                reading,
              )
          : undefined,
      hydrator:
        hydration && (async (report) => (await import("./hydrate.ts")).createHydrator(hydration, report)),
      cursor: options.cursor,
      remoteQuery: options.remoteQuery,
      mostPerPage: pageSize,
      signal: options.signal,
    },
  );
}

type HydrationWish = HydrateOptions<string> & {
  readonly onDrift: NoteDrift | undefined;
  /** Fields that filters compare. */
  readonly needed: readonly string[];
};

/** Which fields to read with `get`, if any. Throws for a field that `get` does not fill either. */
function hydrationPlan<Item extends UnifiedRecord, Filters extends object>(
  origin: { vendor: string; operation: string },
  contract: ListContract<Item, Filters>,
  { hydrate, hydrateRequests, onDrift, needed }: HydrationWish,
): HydrationPlan<Item> | undefined {
  const { getOnly = [], getRequests = 1 } = contract;
  const budget = wholeNumber(hydrateRequests, "hydrateRequests", 0) ?? HYDRATE_REQUESTS;
  const fields = getOnly.filter((field) => hydrate?.includes(field) || needed.includes(field));
  const names: readonly string[] = getOnly;
  const unknown = hydrate?.filter((field) => !names.includes(field)) ?? [];
  if (unknown.length > 0) {
    const known = getOnly.join(", ") || "nothing";
    const message = `\`hydrate\` cannot fill ${unknown.join(", ")}. It can fill ${known}.`;
    throw new UnsupportedCapabilityError(message, origin);
  }
  if (fields.length === 0) {
    if (!hydrate && hydrateRequests !== undefined)
      throw new InvalidInputError("`hydrateRequests` has no effect without `hydrate`.", origin);
    return undefined;
  }
  const read = createRecordReader(contract, { from: "get", remoteData: false });
  return {
    fields,
    budget,
    cost: getRequests,
    operation: origin.operation,
    async read(id, signal, report) {
      const gaps: ListGap[] = [];
      const raw = await contract.get(id, {
        detail: "full",
        hydrates: true,
        fields: contract.refine ? undefined : new Set(fields),
        signal,
        gaps,
        primary: { signal },
      });
      return { whole: read(raw, countIn(report, onDrift)), gaps };
    },
  };
}
