import { InvalidInputError } from "@mdmkit/runtime";
import type { Vendor } from "./vendor.ts";

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
  if (given.length === 0) throw new InvalidInputError("Nothing was sent: no change is given.", origin);
  if (unknown.length === 0) return;
  throw new InvalidInputError(
    `Nothing was sent: ${name} cannot change ${unknown.join(", ")}; it can change ${writable?.join(", ")}.`,
    origin,
  );
}
