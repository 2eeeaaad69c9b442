import { isRecord } from "@mdmkit/runtime";
import { filters } from "@mdmkit/unified";
import { operationSchemas } from "@mdmkit/unified/schemas";
import { type VendorSupport, withVendors } from "../account/vendor-support.ts";
import type { OptionTable } from "../args/options.ts";
import { CommandError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import { NAMES, type Resource } from "../resource.ts";
import { type InputOption, type InputOptions, optionsOf } from "./input-options.ts";

/** Help texts of filters whose value is not compared for equality. */
const SUMMARIES: Readonly<Record<string, string>> = {
  "updated-since": "only records changed at or after this time, such as 2026-11-01T00:00:00Z",
};

/** The filters of the unified document, including those that only some vendors support. */
export function filterOptions(resource: Resource): InputOptions {
  const parameters = operationSchemas[NAMES[resource].list]?.parameters ?? [];
  const known: Readonly<Record<string, object>> = filters;
  const properties = Object.fromEntries(
    parameters
      .filter(({ name }) => Object.hasOwn(known[resource] ?? {}, name))
      .map(({ name, schema }) => [name, isRecord(schema) ? schema : {}]),
  );
  return Object.fromEntries(
    Object.entries(optionsOf(properties)).map(([flag, option]) => {
      const summary = SUMMARIES[flag] ?? `filter by ${flag.replaceAll("-", " ")}`;
      return [flag, { ...option, spec: { ...option.spec, summary } }];
    }),
  );
}

const APPLIED_BY = {
  vendor: "applied by the vendor",
  both: "narrowed by the vendor, applied by mdmkit",
  mdmkit: undefined,
};

/** The filters that one of the vendors supports, for help. For a single vendor, help also says who applies the filter. */
export function filterHelp(resource: Resource, vendors: readonly VendorSupport[]): OptionTable {
  const [only, ...others] = vendors;
  return Object.fromEntries(
    Object.entries(filterOptions(resource)).flatMap(([flag, { path, spec }]) => {
      const appliedBy = only && others.length === 0 ? findFilter(only, resource, path) : undefined;
      const note = appliedBy && APPLIED_BY[appliedBy];
      const summary = withVendors(
        note ? `${spec.summary} (${note})` : spec.summary,
        vendors,
        (vendor) => findFilter(vendor, resource, path) !== undefined,
      );
      return summary === undefined ? [] : [[flag, { ...spec, summary }]];
    }),
  );
}

/** Refuses filters that one of the selected vendors does not support, before any request. */
export function assertFilters(
  vendors: readonly VendorSupport[],
  resource: Resource,
  flags: readonly string[],
): void {
  for (const vendor of vendors) assertSupported(vendor, resource, flags);
}

function assertSupported(vendor: VendorSupport, resource: Resource, flags: readonly string[]): void {
  const supported = Object.entries(filterOptions(resource)).flatMap(([flag, { path }]) =>
    findFilter(vendor, resource, path) === undefined ? [] : [flag],
  );
  const refused = flags.find((flag) => !supported.includes(flag));
  if (refused === undefined) return;
  throw new CommandError(`${vendor.name} does not support the filter --${refused} for ${resource}.`, {
    exitCode: EXIT.refused,
    advice:
      supported.length > 0
        ? `Supported filters: ${supported.map((flag) => `--${flag}`).join(", ")}`
        : `It supports no filters for ${resource}.`,
  });
}

/** Who applies a filter; undefined when the vendor does not support it. */
function findFilter({ capabilities }: VendorSupport, resource: Resource, [name]: InputOption["path"]) {
  return capabilities[resource].filters.find((filter) => filter.name === name)?.applied_by;
}
