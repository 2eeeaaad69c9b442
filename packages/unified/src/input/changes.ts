import { type ErrorFacts, InvalidInputError } from "@mdmkit/runtime";
import type { Vendor } from "../contract/vendor.ts";
import { bodies } from "../generated/write-inputs.ts";
import { type Members, problemOf } from "./check-value.ts";

/** What the unified document allows in the bodies of writes. */
const BODIES: Readonly<Record<string, Members>> = {
  "devices.create": bodies.createDevice,
  "devices.update": bodies.updateDevice,
  "users.create": bodies.createUser,
  "users.update": bodies.updateUser,
  "apps.create": bodies.createApp,
  "apps.update": bodies.updateApp,
  "organizations.create": bodies.createOrganization,
  "organizations.update": bodies.updateOrganization,
  "groups.create": bodies.createGroup,
  "groups.update": bodies.updateGroup,
};

/** Throws for an update without changes, with a property that the vendor cannot write, or with a value that it cannot have. */
export function assertChanges(
  { id, name }: Vendor,
  operation: string,
  writable: readonly string[] | undefined,
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
  const allowed = BODIES[facts.operation] ?? {};
  for (const [property, value] of given) {
    const expected = value !== null && Object.hasOwn(allowed, property) ? allowed[property] : undefined;
    const problem = expected && problemOf(property, expected, value);
    if (problem !== undefined) throw new InvalidInputError(problem, { ...facts, advice });
  }
}
