import { type ErrorFacts, InvalidInputError } from "@mdmkit/runtime";
import type { Confirmation, Freshness } from "../contract/methods.ts";
import type { HydrateOptions, ListOptions } from "../contract/read-options.ts";
import type { WriteOptions } from "../contract/write-options.ts";
import { filters } from "../generated/inputs.ts";
import { type Allowed, type Members, problemOf } from "./check-value.ts";

/** Whose call an error is about. */
export type Origin = { readonly vendor: string; readonly operation: string };
type Option =
  | keyof (ListOptions & HydrateOptions<string> & WriteOptions & Freshness)
  | keyof Confirmation
  | "type"
  | "device_type";

/** What the options of all methods may be; whole numbers are checked where they are used. */
const OPTIONS: Readonly<Record<Option, Allowed>> = {
  signal: "signal",
  remoteQuery: "query",
  remoteData: "boolean",
  fields: { items: "text" },
  onExchange: "function",
  pageSize: "number",
  prefetch: "number",
  cursor: { pattern: /^/, expects: "a string" },
  hydrate: { items: "text" },
  hydrateRequests: "number",
  dryRun: "boolean",
  confirm: "any",
  ifUnchanged: "object",
  type: filters.devices.type,
  device_type: filters.apps.device_type,
};

const OF_CREATE = ["signal", "remoteQuery", "dryRun", "onExchange"] as const satisfies readonly Option[];
const OF_DELETE = [...OF_CREATE, "confirm"] as const satisfies readonly Option[];

/** The options of each kind of write; `guarded` is one of a device, and `group` one of what a group has. */
export const WRITE_OPTIONS = {
  create: OF_CREATE,
  update: OF_CREATE,
  delete: OF_DELETE,
  guarded: [...OF_DELETE, "ifUnchanged"],
  group: ["signal", "dryRun", "onExchange", "confirm"],
} as const satisfies Readonly<Record<string, readonly Option[]>>;

/** The options of `get`. */
export const READ_OPTIONS = [
  "signal",
  "remoteQuery",
  "remoteData",
  "fields",
  "onExchange",
] as const satisfies readonly Option[];

const TYPE_OPTIONS: Readonly<Record<string, readonly Option[]>> = {
  devices: ["type"],
  apps: ["device_type"],
};

/** The options of a resource that say what kind of record an id must be that of. */
export const typeOptions = (resource: string): readonly Option[] => TYPE_OPTIONS[resource] ?? [];

/**
 * Throws for an unknown option, as a misspelled `dryRun` must not send the request, and for a value that an option cannot have.
 * `others` are names that are checked elsewhere.
 */
export function assertOptions(
  origin: Origin,
  given: object,
  known: readonly Option[],
  others: readonly string[] = [],
): void {
  const names: readonly string[] = known;
  const unknown = Object.entries(given).flatMap(([name, value]) =>
    value === undefined || names.includes(name) || others.includes(name) ? [] : [name],
  );
  if (unknown.length > 0) {
    const options = [...others, ...known].join(", ");
    throw new InvalidInputError(`Unknown option ${unknown.join(", ")}.`, {
      ...origin,
      outcome: "not-sent",
      advice: `Known options: ${options}.`,
    });
  }
  assertValues({ ...origin, outcome: "not-sent" }, given, OPTIONS);
}

/** Throws for a filter or an option of a list with a value that the document does not allow: the list would look empty. */
export function assertListOptions(origin: Origin, resource: string, given: object): void {
  const known: Readonly<Record<string, Members>> = filters;
  assertValues(origin, given, { ...OPTIONS, ...known[resource] });
}

/** Throws for the first value that is not allowed. Names without an entry are checked elsewhere. */
function assertValues(facts: ErrorFacts, given: object, allowed: Members): void {
  for (const [name, value] of Object.entries(given)) {
    const expected = value !== undefined && Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    const problem = expected && problemOf(name, expected, value);
    if (problem !== undefined) throw new InvalidInputError(problem, facts);
  }
}
