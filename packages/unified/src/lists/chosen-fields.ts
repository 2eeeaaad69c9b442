import type { Device } from "../contract/model.ts";
import type { ResourceContract } from "../contract/resource-contract.ts";
import { pick } from "./filters.ts";

/** The fields that a caller wants of each record. */
export type Choice<Item> = {
  has(field: string): boolean;
  /** What the vendor must read for them and for the fields in `others`; undefined: everything. */
  reads(others?: readonly string[]): ReadonlySet<string> | undefined;
  /** The record with them, its id and the engine's notes on it. */
  of(record: Item): Partial<Item>;
};

const ALWAYS: readonly string[] = ["id", "is_partial", "gaps"] satisfies (keyof Device)[];

/** The choice of the option `fields`; undefined: all fields. A name that no record has is as a field that the vendor lacks. */
export function choiceOf<Item extends object>(
  { refine }: Pick<ResourceContract<object, object, never, never, never>, "refine">,
  fields: readonly string[] | undefined,
): Choice<Item> | undefined {
  if (!fields) return undefined;
  const chosen = new Set(fields);
  // What a computed field is made from is unknown, and the vendor's record is everything that was read.
  const readsAll = refine || chosen.has("remote_data");
  const has = (field: string) => chosen.has(field);
  return {
    has,
    reads: (others = []) => (readsAll ? undefined : new Set([...fields, ...others])),
    of: (record) => pick(record, (name) => has(name) || ALWAYS.includes(name)),
  };
}
