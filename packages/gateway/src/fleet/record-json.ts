import { ENGINE_FIELDS, VOLATILE_FIELDS } from "@mdmkit/unified";
import type { StoredItem } from "../store/fleet/walk.ts";

/** Undefined members have no JSON. A copy of a record with these is many times faster than one without them. */
const WITHOUT_ENGINE = Object.fromEntries(ENGINE_FIELDS.map((name) => [name, undefined]));
/** JSON that PostgreSQL does not store: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

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
  return typeof value === "string" ? storable(name, value) : undefined;
}

export function volatileFields(record: object): Record<string, unknown> {
  const names = VOLATILE_FIELDS.filter((name) => Object.hasOwn(record, name));
  return Object.fromEntries(names.map((name) => [name, Reflect.get(record, name)]));
}

/** As JSON, without characters that PostgreSQL does not store. */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes("\\u") && UNSTORABLE.test(json) ? JSON.stringify(value, storable) : json;
}

function storable<Value>(_name: string, value: Value): Value | string {
  return typeof value === "string"
    ? value.replaceAll("\0", "").replaceAll(/\p{Surrogate}/gu, "\ufffd")
    : value;
}
