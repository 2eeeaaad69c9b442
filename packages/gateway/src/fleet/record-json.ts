import { ENGINE_FIELDS, VOLATILE_FIELDS } from "@mdmkit/unified";
import type { StoredItem } from "../store/fleet/walk.ts";

/** Undefined members have no JSON. A copy of a record with these is many times faster than one without them. */
const WITHOUT_ENGINE = Object.fromEntries(ENGINE_FIELDS.map((name) => [name, undefined]));
/** JSON that PostgreSQL does not store: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;
/** One such character, or another escape, so that a backslash is never taken for the beginning of one. */
const ESCAPE = /\\(?:u0000|ud[89a-f]..|.)/g;

/** A record as it is stored: without the vendor's record. */
export function toStoredRecord(record: object): NonNullable<StoredItem["record"]> {
  return {
    json: toStorableJson({ ...record, ...WITHOUT_ENGINE }),
    name: textIn(record, "name") ?? "",
    serialNumber: textIn(record, "serial_number") ?? null,
  };
}

function textIn(record: object, name: string): string | undefined {
  const value: unknown = Reflect.get(record, name);
  return typeof value === "string" ? storable(value) : undefined;
}

export function volatileFields(record: object): Record<string, unknown> {
  const names = VOLATILE_FIELDS.filter((name) => Object.hasOwn(record, name));
  return Object.fromEntries(names.map((name) => [name, Reflect.get(record, name)]));
}

/** As JSON, without characters that PostgreSQL does not store, be they of values or of names. */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE.test(json) ? json.replaceAll(ESCAPE, storableEscape) : json;
}

function storableEscape(found: string): string {
  if (found === "\\u0000") return "";
  return found.length > 2 ? "\ufffd" : found;
}

const storable = (text: string): string => text.replaceAll("\0", "").replaceAll(/\p{Surrogate}/gu, "\ufffd");
