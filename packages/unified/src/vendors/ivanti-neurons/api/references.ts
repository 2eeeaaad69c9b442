import type { Account } from "@mdmkit/ivanti-neurons";
import { type Drift, type EmailRef, text } from "@mdmkit/unified/vendor";

/** Ids are numbers here and text in the unified model. One too large for exact arithmetic was rounded when the JSON was parsed. */
export function idText(id: unknown, drift?: Drift): string | undefined {
  if (typeof id === "number" && Number.isSafeInteger(id)) return String(id);
  if (typeof id === "string") return id || undefined;
  if (id != null) drift?.note("wrong-type", id);
  return undefined;
}

export function namedRef(row: { id?: number | null; name?: string | null }, drift?: Drift) {
  return { id: idText(row.id, drift), name: text(row.name, drift) };
}

/** The single address of a person. Null means no address. */
export function emailsOf(address: string | null | undefined): EmailRef[] | undefined {
  if (address === undefined) return undefined;
  return address ? [{ email: address, is_primary: true }] : [];
}

/** First and last name; empty for a person without any. */
export function fullName(person: Pick<Account, "firstName" | "lastName">, drift?: Drift): string | undefined {
  const names = [text(person.firstName, drift), text(person.lastName, drift)];
  return names.filter(Boolean).join(" ") || undefined;
}
