import type { Ability } from "../account/ability.ts";
import type { Call } from "../args/call.ts";
import type { OptionTable } from "../args/options.ts";
import type { Resource } from "../output/columns.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError } from "../process/problem.ts";
import { readFields } from "./fields.ts";

export const HYDRATE_OPTIONS = {
  hydrate: {
    type: "text",
    value: "A,B",
    summary: "fields that lists lack: fills them by reading records one by one",
  },
  "hydrate-requests": {
    type: "number",
    value: "N",
    least: 0,
    summary: "vendor requests --hydrate may take (500)",
  },
} as const satisfies OptionTable;

/** For help: which fields there are, by vendor if there are several; nothing where no vendor has any. */
export function hydrateHelp(resource: Resource, abilities: readonly Ability[]): OptionTable {
  const having = abilities.filter(({ hydrates }) => hydrates[resource].length > 0);
  if (having.length === 0) return {};
  const fields = having.map(({ id, hydrates }) =>
    abilities.length > 1 ? `${id} ${hydrates[resource].join(", ")}` : hydrates[resource].join(", "),
  );
  const { hydrate, ...others } = HYDRATE_OPTIONS;
  return { hydrate: { ...hydrate, summary: `${hydrate.summary}: ${fields.join("; ")}` }, ...others };
}

/** The fields to fill; one that the chosen vendor tells no more about in a single record is refused before any request. */
export async function readHydrate(
  call: Call,
  resource: Resource,
  given: string | undefined,
): Promise<readonly string[]> {
  const fields = readFields(resource, given, "--hydrate") ?? [];
  if (fields.length === 0) return fields;
  const { name, hydrates } = await call.ability();
  const refused = fields.find((field) => !hydrates[resource].includes(field));
  if (refused === undefined) return fields;
  const known = hydrates[resource].join(", ");
  throw new CommandError(`--hydrate: ${name} tells no more about ${refused} of one record than of a list.`, {
    exitCode: EXIT.refused,
    advice: known === "" ? `It does not for any field of ${resource}.` : `What works: ${known}`,
  });
}
