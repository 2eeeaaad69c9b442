import { InvalidInputError } from "@mdmkit/runtime";
import type { Vendor } from "../contract/vendor.ts";

/** Throws for an update without changes, or with a property that the vendor cannot write. */
export function assertChanges(
  { id, name }: Vendor,
  operation: string,
  writable: readonly string[] | undefined,
  changes: object,
): void {
  const given = Object.entries(changes).flatMap(([property, value]) =>
    value === undefined ? [] : [property],
  );
  const unknown = given.filter(
    (property) => property !== "remote_data" && !(writable ?? given).includes(property),
  );
  const origin = { vendor: id, operation };
  assertText(origin, changes);
  if (given.length === 0)
    throw new InvalidInputError("Nothing was sent: the update contains no change.", origin);
  if (unknown.length === 0) return;
  throw new InvalidInputError(
    `Nothing was sent: ${name} cannot change ${unknown.join(", ")}. It can change ${writable?.join(", ")}.`,
    origin,
  );
}

/** Throws for a new record without a name, or with a property that the vendor cannot set. Null counts as not given. */
export function assertCreate(
  { id, name }: Vendor,
  operation: string,
  creatable: readonly string[] | undefined,
  input: object,
): void {
  const origin = { vendor: id, operation };
  const given = Object.entries(input).flatMap(([property, value]) => (value == null ? [] : [property]));
  const unknown = given.filter(
    (property) => property !== "remote_data" && !(creatable ?? given).includes(property),
  );
  assertText(origin, input);
  if (!given.includes("name")) throw new InvalidInputError("Nothing was sent: name is required.", origin);
  if (unknown.length === 0) return;
  throw new InvalidInputError(
    `Nothing was sent: ${name} cannot set ${unknown.join(", ")} on a new record. It can set ${creatable?.join(", ")}.`,
    origin,
  );
}

/** Throws for blank text: it would clear the property, which only null may do. */
function assertText(origin: { vendor: string; operation: string }, input: object): void {
  const blank = Object.entries(input).flatMap(([property, value]) =>
    typeof value === "string" && value.trim() === "" ? [property] : [],
  );
  if (blank.length === 0) return;
  const message = `Nothing was sent: ${blank.join(", ")} must not be blank. Use null to clear a property.`;
  throw new InvalidInputError(message, origin);
}
