import type { VendorSupport } from "../account/vendor-support.ts";
import type { Call } from "../args/call.ts";
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

/** The fields to fill. A field that single records of the vendor do not contain either is refused. */
export async function readHydrate(
  call: Call,
  resource: Resource,
  option: string | undefined,
): Promise<readonly string[]> {
  const fields = readFields(resource, option, "--hydrate") ?? [];
  if (fields.length === 0) return fields;
  const { name, hydrates } = await call.support();
  const refused = fields.find((field) => !hydrates[resource].includes(field));
  if (refused === undefined) return fields;
  const supported = hydrates[resource].join(", ");
  throw new CommandError(`${name}: --hydrate cannot fill ${refused} of ${resource}.`, {
    exitCode: EXIT.refused,
    advice: supported === "" ? `It cannot fill any field of ${resource}.` : `It can fill: ${supported}`,
  });
}
