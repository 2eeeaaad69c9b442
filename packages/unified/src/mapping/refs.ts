import type { Drift } from "../contract/drift.ts";
import type { EmailRef, GroupMember, TagRef } from "../contract/model.ts";
import type { Complete } from "./complete.ts";
import { serialNumber } from "./hardware.ts";
import { text, unique } from "./values.ts";

type Maybe<T> = T | null | undefined;

/** A record by id and name; null and absent where the id is. */
export function refTo(id: Maybe<string>, name: Maybe<string>): Maybe<{ id: string; name: Maybe<string> }> {
  return id == null ? id : { id, name };
}

/** A device as a member of a group. Its name and serial number are absent where the vendor's list of members has none. */
export function deviceMember(
  id: Maybe<string>,
  { name, serial_number }: { readonly name?: Maybe<string>; readonly serial_number?: Maybe<string> },
  drift?: Drift,
): Complete<GroupMember> {
  return {
    id: id ?? "",
    type: "device",
    name: text(name, drift),
    serial_number: serialNumber(serial_number, drift),
  };
}

/** The one address of a person; absent where the vendor has none, which is not to say that there is none. */
export function primaryEmail(email: Maybe<string>): EmailRef[] | undefined {
  return email ? [{ email, type: "primary", is_primary: true }] : undefined;
}

/** Tags of a vendor that are texts: the name is the id, too. */
export function tagsNamed(names: readonly string[] | undefined, drift?: Drift): TagRef[] | undefined {
  return names && unique(names.map((name) => text(name, drift))).map((name) => ({ id: name, name }));
}

/** The name in the input of such a tag; undefined where there is none, or where id and name are two. */
export function nameOfTag({ id, name }: TagRef): string | undefined {
  const [only, ...others] = new Set([text(name), text(id)].filter((one) => one != null));
  return others.length === 0 ? only : undefined;
}
