import type { Call } from "../../args/call.ts";
import type { HelpContent } from "../../args/help.ts";
import type { OptionTable, OptionValue, ValuesOf } from "../../args/options.ts";
import { usageError } from "../../process/command-error.ts";
import type { Resource } from "../../resource.ts";
import { assertFilters, filterHelp, filterOptions } from "../../schema/filter-options.ts";
import { HYDRATE_OPTIONS, hydrateHelp, readHydrate } from "../../schema/hydrate-options.ts";
import { bodyOf } from "../../schema/input-options.ts";

/** Options of all commands that read lists. */
export const READ_OPTIONS = {
  "page-size": {
    type: "number",
    value: "N",
    summary: "records per vendor request (default: the vendor's maximum)",
  },
  ...HYDRATE_OPTIONS,
  prefetch: {
    type: "number",
    value: "N",
    min: 0,
    summary: "pages to request ahead, at most 20 (default: 1)",
  },
  "remote-data": { type: "switch", summary: "include the vendor's record as remote_data" },
} as const satisfies OptionTable;

/** The filters and fields that the vendors support. */
export async function listHelp(
  call: Call,
  resource: Resource,
  options: OptionTable,
): Promise<Pick<HelpContent, "options" | "schemaOptions">> {
  const vendors = await call.allSupport();
  const { hydrate: _fields, "hydrate-requests": _requests, ...others } = options;
  return {
    schemaOptions: filterHelp(resource, vendors),
    options: { ...others, ...hydrateHelp(resource, vendors) },
  };
}

type ListInput = {
  readonly values: ValuesOf<typeof READ_OPTIONS>;
  readonly schemaValues: Readonly<Record<string, OptionValue>>;
  /** The list is over several accounts. */
  readonly isCombined: boolean;
};

/** Filters and options of a list. What a vendor does not support is refused before any request. */
export async function readListOptions(
  call: Call,
  resource: Resource,
  { values, schemaValues, isCombined }: ListInput,
) {
  const vendors = isCombined ? await call.allSupport() : [await call.support()];
  assertFilters(vendors, resource, Object.keys(schemaValues));
  if (values["hydrate-requests"] !== undefined && values.hydrate === undefined)
    throw usageError("--hydrate-requests has no effect without --hydrate.");
  return {
    ...bodyOf(filterOptions(resource), schemaValues),
    hydrate: readHydrate(vendors, resource, values.hydrate),
    hydrateRequests: values["hydrate-requests"],
    pageSize: values["page-size"],
    prefetch: values.prefetch,
    signal: call.context.signal,
  };
}
