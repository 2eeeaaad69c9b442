import { hash } from "node:crypto";
import { ENGINE_FIELDS, VOLATILE_FIELDS } from "@mdmkit/unified";

/** One part of a record: its JSON, and a hash of that. */
export type Part = { readonly hash: string; readonly json: string };

/** Undefined members have no JSON. A copy of a record with these is many times faster than one without them. */
const NOT_STABLE = Object.fromEntries(
  [...ENGINE_FIELDS, ...VOLATILE_FIELDS].map((name) => [name, undefined]),
);
/** 96 bits: of a million records, two have the same one in 1 of 10^17 fleets. */
const HASH_LENGTH = 16;
/** JSON that PostgreSQL does not store: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/** What is compared and has a history, and fields that change without a change to the record. Both without the vendor's record. */
export function splitRecord(record: { readonly id: string }): { stable: Part; volatile: Part } {
  const volatile: Record<string, unknown> = {};
  for (const name of VOLATILE_FIELDS)
    if (Object.hasOwn(record, name)) volatile[name] = Reflect.get(record, name);
  return { stable: toPart({ ...record, ...NOT_STABLE }), volatile: toPart(volatile) };
}

export function toPart(value: object): Part {
  const json = toStorableJson(value);
  return { json, hash: hash("sha256", json, "base64url").slice(0, HASH_LENGTH) };
}

/** As JSON, without characters that PostgreSQL does not store. */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes("\\u") && UNSTORABLE.test(json) ? JSON.stringify(value, storable) : json;
}

function storable(_name: string, value: unknown): unknown {
  return typeof value === "string"
    ? value.replaceAll("\0", "").replaceAll(/\p{Surrogate}/gu, "\ufffd")
    : value;
}
