import { InvalidInputError } from "@mdmkit/runtime";
import type { Vendor } from "../contract/vendor.ts";

/** A write that changes nothing is a mistake, and a property the vendor cannot write must not be dropped in silence. */
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
  if (given.length === 0) throw new InvalidInputError("Nothing was sent: no change is given.", origin);
  if (unknown.length === 0) return;
  throw new InvalidInputError(
    `Nothing was sent: ${name} cannot change ${unknown.join(", ")}; it can change ${writable?.join(", ")}.`,
    origin,
  );
}

/** A new record has a name, and a property the vendor cannot take with it must not be dropped in silence; null asks for nothing. */
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
  if (!given.includes("name")) throw new InvalidInputError("Nothing was sent: name must be given.", origin);
  if (unknown.length === 0) return;
  throw new InvalidInputError(
    `Nothing was sent: ${name} cannot take ${unknown.join(", ")} with a new record; it can take ${creatable?.join(", ")}.`,
    origin,
  );
}

/** Blank text reads back as none, which only null may ask for. */
export function assertText(origin: { vendor: string; operation: string }, input: object): void {
  const blank = Object.entries(input).flatMap(([property, value]) =>
    typeof value === "string" && value.trim() === "" ? [property] : [],
  );
  if (blank.length === 0) return;
  const message = `Nothing was sent: ${blank.join(", ")} is blank. Null clears what can be cleared.`;
  throw new InvalidInputError(message, origin);
}
