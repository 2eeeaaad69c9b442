import type { VendorSupport } from "../account/vendor-support.ts";
import type { OptionTable } from "../args/options.ts";
import { CommandError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import type { Resource } from "../resource.ts";
import { readFields } from "./fields.ts";

export const HYDRATE_OPTIONS = {
  hydrate: {
    type: "text",
    value: "A,B",
    summary: "fill fields that lists do not contain, by reading each record",
  },
  "hydrate-requests": {
    type: "number",
    value: "N",
    min: 0,
    summary: "maximum number of vendor requests for --hydrate (default: 500)",
  },
} as const satisfies OptionTable;

/** The options in help, with the fields of each vendor; empty when no vendor has such fields. */
export function hydrateHelp(resource: Resource, vendors: readonly VendorSupport[]): OptionTable {
  const supporting = vendors.filter(({ hydrates }) => hydrates[resource].length > 0);
  if (supporting.length === 0) return {};
  const fields = supporting.map(({ id, hydrates }) =>
    vendors.length > 1 ? `${id} ${hydrates[resource].join(", ")}` : hydrates[resource].join(", "),
  );
  const { hydrate, ...others } = HYDRATE_OPTIONS;
  return { hydrate: { ...hydrate, summary: `${hydrate.summary}: ${fields.join("; ")}` }, ...others };
}

/** The fields to fill. A field that single records of none of the vendors contain is refused. */
export function readHydrate(
  vendors: readonly VendorSupport[],
  resource: Resource,
  option: string | undefined,
): readonly string[] {
  const fields = readFields(resource, option, "--hydrate") ?? [];
  const supported = new Set(vendors.flatMap(({ hydrates }) => hydrates[resource]));
  const refused = fields.find((field) => !supported.has(field));
  if (refused === undefined) return fields;
  const names = vendors.map(({ name }) => name).join(", ");
  throw new CommandError(`${names}: --hydrate cannot fill ${refused} of ${resource}.`, {
    exitCode: EXIT.refused,
    advice:
      supported.size === 0
        ? `It cannot fill any field of ${resource}.`
        : `It can fill: ${[...supported].join(", ")}`,
  });
}
