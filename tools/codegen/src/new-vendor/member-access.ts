import { keyOf } from "../emit/print.ts";

/** Source text that reads a property: `object.id`, `object["x-id"]`. */
export function member(object: string, name: string): string {
  const key = keyOf(name);
  return key.startsWith('"') ? `${object}[${key}]` : `${object}.${key}`;
}

/** The same for something that may not be there. */
export function optionalMember(object: string, name: string): string {
  const key = keyOf(name);
  return key.startsWith('"') ? `${object}?.[${key}]` : `${object}?.${key}`;
}
