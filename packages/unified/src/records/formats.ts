import { InvalidInputError } from "@mdmkit/runtime";
import { leftOutOf } from "../mapping/field-groups.ts";

/** A record in which every unified property is present: null also where the vendor does not provide it. */
export type Normalized<Item> = {
  [Name in Exclude<keyof Item, "remote_data">]-?: undefined extends Item[Name]
    ? Exclude<Item[Name], undefined> | null
    : Item[Name];
};

type RemoteDataOf<Item> = Item extends { remote_data?: infer Raw } ? NonNullable<Raw> : never;

/**
 * The record with null where a field is absent, and without `remote_data`. It knows the fields from the record itself,
 * which holds most of them as `mdm` gives it, and what mappers may leave out; one that went through JSON has lost those that
 * were absent.
 */
export function normalized<Item extends object>(record: Item): Normalized<Item> {
  const all: Record<string, unknown> = Object.fromEntries(leftOutOf(record).map((name) => [name, null]));
  for (const [name, value] of Object.entries(record)) {
    if (name !== "remote_data") all[name] = value === undefined ? null : value;
  }
  // The boundary: built property by property from a record of the type it is derived from.
  return all as Normalized<Item>;
}

/** The vendor's own record, typed by its document. Throws `InvalidInputError` where `remoteData: false` left it out. */
export function raw<Item extends { remote_data?: object | null }>(record: Item): RemoteDataOf<Item> {
  const { remote_data: own } = record;
  if (own != null) return own as RemoteDataOf<Item>;
  throw new InvalidInputError("The record was read without `remote_data`: leave out `remoteData: false`.");
}

/** The record without some of its fields. */
export function without<Item extends object, Name extends keyof Item>(
  record: Item,
  names: readonly Name[],
): Omit<Item, Name> {
  const rest = { ...record };
  for (const name of names) delete rest[name];
  return rest;
}
