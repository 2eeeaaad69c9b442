import { InvalidInputError } from "@mdmkit/runtime";
import type { ResourceContract } from "../contract/vendor.ts";
import { groupedFields } from "../mapping/field-groups.ts";
import { ENGINE_FIELDS } from "../records/record.ts";
import { pick } from "./filters.ts";

/** The fields that a caller wants of each record. */
export type Choice<Item> = {
  has(field: string): boolean;
  /** What the vendor must read for them and for the fields in `others`; undefined: everything. */
  reads(others?: readonly string[]): ReadonlySet<string> | undefined;
  /** The record with them, its id and the engine's notes on it. */
  of(record: Item): Partial<Item>;
};

type Contract = Pick<ResourceContract<object, object, never, never, never>, "map" | "refine">;

/** What identifies a record, and what says which parts of it were not read. */
const ALWAYS: readonly string[] = ["id", ...ENGINE_FIELDS.filter((field) => field !== "remote_data")];

/** The choice of the option `fields`; undefined: all fields. Throws for a name that is no field. */
export function choiceOf<Item extends object>(
  origin: { vendor: string; operation: string },
  { map, refine }: Contract,
  fields: readonly string[] | undefined,
): Choice<Item> | undefined {
  if (!fields) return undefined;
  // A mapper names the fields of its resource, whatever the record. Only a computed field can have another name.
  const empty = map({});
  const known = [...new Set([...Object.keys(empty), ...groupedFields(empty)])];
  const unknown = fields.filter((field) => !known.includes(field));
  if (unknown.length > 0 && !refine)
    throw new InvalidInputError(`Unknown field ${unknown.join(", ")}.`, {
      ...origin,
      outcome: "not-sent",
      advice: `Fields: ${known.join(", ")}.`,
    });
  const chosen = new Set([...fields, ...ALWAYS]);
  // What a computed field is made from is unknown, and the vendor's record is everything that was read.
  const readsAll = refine !== undefined || fields.includes("remote_data");
  return {
    has: (field) => chosen.has(field),
    reads: (others = []) => (readsAll ? undefined : new Set([...fields, ...others])),
    of: (record) => pick(record, (name) => chosen.has(name)),
  };
}
