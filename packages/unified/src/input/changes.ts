import { type ErrorFacts, InvalidInputError } from "@mdmkit/runtime";
import type { Vendor } from "../contract/vendor.ts";
import { bodies, neverNull } from "../generated/write-inputs.ts";
import { type Members, problemOf } from "./check-value.ts";

type Body = keyof typeof bodies;

/** The bodies of writes in the unified document. */
const BODIES: Readonly<Record<string, Body>> = {
  "devices.create": "createDevice",
  "devices.update": "updateDevice",
  "users.create": "createUser",
  "users.update": "updateUser",
  "apps.create": "createApp",
  "apps.update": "updateApp",
  "organizations.create": "createOrganization",
  "organizations.update": "updateOrganization",
  "groups.create": "createGroup",
  "groups.update": "updateGroup",
};

type UpdateContract = { readonly writable?: readonly string[]; readonly cannotClear?: readonly string[] };

/** Throws for an update without changes, with a property that the vendor cannot write or clear, or with a value that it cannot have. */
export function assertChanges(
  { id, name }: Vendor,
  operation: string,
  { writable, cannotClear = [] }: UpdateContract,
  changes: object,
): void {
  const facts = { vendor: id, operation, outcome: "not-sent" } as const;
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  if (given.length === 0) throw new InvalidInputError("The update contains no change.", facts);
  const unknown = unknownAmong(given, writable);
  if (unknown.length > 0)
    throw new InvalidInputError(`${name} cannot change ${unknown.join(", ")}.`, {
      ...facts,
      advice: `It can change ${writable?.join(", ")}.`,
    });
  const body = BODIES[operation];
  const kept: readonly string[] = [...cannotClear, ...(body ? neverNull[body] : [])];
  const cleared = given.filter(([property, value]) => value === null && kept.includes(property));
  if (cleared.length > 0)
    throw new InvalidInputError(
      `${name} cannot clear ${cleared.map(([property]) => property).join(", ")}.`,
      facts,
    );
  assertBody(facts, given, "Use null to clear a property.");
}

/** Throws for a new record without a name, with a property that the vendor cannot set, or with a value that it cannot have. */
export function assertCreate(
  { id, name }: Vendor,
  operation: string,
  creatable: readonly string[] | undefined,
  input: object,
): void {
  const facts = { vendor: id, operation, outcome: "not-sent" } as const;
  const given = Object.entries(input).filter(([, value]) => value != null);
  if (!given.some(([property]) => property === "name"))
    throw new InvalidInputError("`name` is required.", facts);
  const unknown = unknownAmong(given, creatable);
  if (unknown.length > 0)
    throw new InvalidInputError(`${name} cannot set ${unknown.join(", ")} on a new record.`, {
      ...facts,
      advice: `It can set ${creatable?.join(", ")}.`,
    });
  assertBody(facts, given);
}

type Entries = readonly (readonly [property: string, value: unknown])[];

function unknownAmong(given: Entries, known: readonly string[] | undefined): string[] {
  const names = given.map(([property]) => property);
  return known ? names.filter((name) => name !== "remote_data" && !known.includes(name)) : [];
}

/** Null clears a property. */
function assertBody(facts: ErrorFacts & { operation: string }, given: Entries, advice?: string): void {
  const body = BODIES[facts.operation];
  const allowed: Members = body ? bodies[body] : {};
  for (const [property, value] of given) {
    const expected = value !== null && Object.hasOwn(allowed, property) ? allowed[property] : undefined;
    const problem = expected && problemOf(property, expected, value);
    if (problem !== undefined) throw new InvalidInputError(problem, { ...facts, advice });
  }
}
