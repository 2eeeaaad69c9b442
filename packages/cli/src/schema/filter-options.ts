import type { AppFilters, DeviceFilters, UserFilters } from "@mdmkit/unified";
import { operationSchemas } from "@mdmkit/unified/schemas";
import { type Ability, phraseFor } from "../account/ability.ts";
import type { Call } from "../args/call.ts";
import type { OptionTable } from "../args/options.ts";
import type { Resource } from "../output/columns.ts";
import { isObject } from "../output/value.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError } from "../process/problem.ts";
import { type InputOption, type InputOptions, optionsOf } from "./schema-options.ts";

const OPERATIONS: Record<Resource, string> = {
  devices: "listDevices",
  users: "listUsers",
  apps: "listApps",
  organizations: "listOrganizations",
};

/** The parameters of a list that select; the others are about paging and form. */
const FILTERS: {
  devices: Record<keyof DeviceFilters, true>;
  users: Record<keyof UserFilters, true>;
  apps: Record<keyof AppFilters, true>;
  organizations: Record<string, true>;
} = {
  devices: {
    name: true,
    type: true,
    model: true,
    os_version: true,
    platform: true,
    serial_number: true,
    tags: true,
    owner: true,
    policy: true,
    organization: true,
    updated_since: true,
  },
  users: { email: true },
  apps: { device: true, device_type: true, name: true, app_id: true, platform: true, updated_since: true },
  organizations: {},
};

/** Of filters that do not ask for a value as it is. */
const SUMMARIES: Readonly<Record<string, string>> = {
  "updated-since": "only what changed at this time or later, such as 2026-11-01T00:00:00Z",
};

/** Every filter of the unified document, whichever vendors have it. */
export function filterOptions(resource: Resource): InputOptions {
  const parameters = operationSchemas[OPERATIONS[resource]]?.parameters ?? [];
  const properties = Object.fromEntries(
    parameters
      .filter(({ name }) => Object.hasOwn(FILTERS[resource], name))
      .map(({ name, schema }) => [name, isObject(schema) ? schema : {}]),
  );
  return Object.fromEntries(
    Object.entries(optionsOf(properties)).map(([flag, option]) => {
      const summary = SUMMARIES[flag] ?? `only this ${flag.replaceAll("-", " ")}`;
      return [flag, { ...option, spec: { ...option.spec, summary } }];
    }),
  );
}

const PLACES = {
  vendor: "the vendor filters",
  both: "narrowed by the vendor, checked here",
  mdmkit: undefined,
};

/** For help: the filters that one of the vendors has; of one vendor also where it filters. */
export function filterHelp(resource: Resource, abilities: readonly Ability[]): OptionTable {
  const [only, ...others] = abilities;
  return Object.fromEntries(
    Object.entries(filterOptions(resource)).flatMap(([flag, { path, spec }]) => {
      const place = only && others.length === 0 ? placeOf(only, resource, path) : undefined;
      const where = place && PLACES[place];
      const summary = phraseFor(
        where ? `${spec.summary} (${where})` : spec.summary,
        abilities,
        (ability) => placeOf(ability, resource, path) !== undefined,
      );
      return summary === undefined ? [] : [[flag, { ...spec, summary }]];
    }),
  );
}

/** Refuses filters that the chosen vendor does not have, before anything is asked of it. */
export async function assertFilters(call: Call, resource: Resource, flags: readonly string[]): Promise<void> {
  const ability = await call.ability();
  const options = Object.entries(filterOptions(resource));
  const works = options.filter(([, { path }]) => placeOf(ability, resource, path) !== undefined);
  const refused = flags.find((flag) => !works.some(([name]) => name === flag));
  if (refused === undefined) return;
  throw new CommandError(`${ability.name}: ${resource} cannot be filtered by --${refused}.`, {
    exitCode: EXIT.refused,
    advice: `What works: ${works.map(([flag]) => `--${flag}`).join(", ")}`,
  });
}

function placeOf({ capabilities }: Ability, resource: Resource, [name]: InputOption["path"]) {
  return capabilities[resource].filters.find((filter) => filter.name === name)?.applied_by;
}
