import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import {
  type Device,
  type Drift,
  fieldsOf,
  first,
  flag,
  list,
  lookup,
  maybeList,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import type { JamfProUserRecord, Joined } from "../api/record.ts";
import { emailsOf, userId } from "../users/map-user.ts";

type Maybe<T> = T | null | undefined;

/** Disks are counted in megabytes of 10^6 bytes. */
export const MEGABYTE = 1_000_000;

/** Memory and applications are counted in megabytes of 2^20 bytes. */
export const MEBIBYTE = 1024 ** 2;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as the moment it begins in UTC; some servers give whole times where the document has days. */
export function dayToRfc3339(value: Maybe<string>, drift?: Drift): Maybe<string> {
  return toRfc3339(typeof value === "string" && DAY.test(value) ? `${value}T00:00:00Z` : value, drift);
}

/** A site or group reference: an id of -1 stands for none. */
export function siteOf(id: Maybe<string>, name: Maybe<string>): Device["organization"] {
  return id == null || id === "-1" ? id && null : { id, name };
}

/** Groups a device is a member of, as tags. */
export function tagsOf(
  groups: Maybe<readonly JamfProSchemas["MobileDeviceInventoryGroup"][]>,
  drift?: Drift,
): Device["tags"] {
  return maybeList(groups, drift)?.map((group) => ({
    id: text(group.groupId, drift),
    name: text(group.groupName, drift),
  }));
}

export type Person = { username: Maybe<string>; name: Maybe<string>; email: Maybe<string> };

/** Null if everything is blank. The id is known when a user of that name was found. */
export function ownerOf(
  { username, name, email }: Person,
  user: JamfProUserRecord | undefined,
  drift?: Drift,
): Device["owner"] {
  const shown = first(name, username, email);
  if (shown == null) return shown;
  return { id: user && userId(user, drift), name: shown, emails: emailsOf(email) };
}

type FieldEntries = readonly (readonly [name: string, value: unknown])[];

/** The extension attributes of a section: one value as it is, several as a list, none as null. */
export function fieldEntries<Field extends { name?: string | null }>(
  section: Maybe<readonly Field[]>,
  valuesOf: (field: Field) => readonly string[],
  drift?: Drift,
): FieldEntries | undefined {
  const fields = maybeList(section, drift);
  if (!fields) return undefined;
  const entries: [string, unknown][] = [];
  for (const field of fields) {
    const name = text(field.name, drift);
    if (!name) continue;
    const values = valuesOf(field);
    entries.push([name, values.length > 1 ? [...values] : (values[0] ?? null)]);
  }
  return entries;
}

/** The extension attributes of all sections. Absent when no section was read. */
export function customFields(sections: readonly (FieldEntries | undefined)[]): Device["custom_fields"] {
  let all: FieldEntries | undefined;
  for (const section of sections) if (section) all = all?.length ? [...all, ...section] : section;
  return all && fieldsOf(all);
}

const COMPLIANCE: Record<
  NonNullable<JamfProSchemas["DeviceComplianceInformation"]["complianceState"]>,
  NonNullable<Device["compliance_status"]>
> = { COMPLIANT: "compliant", NON_COMPLIANT: "non_compliant", UNKNOWN: "unknown" };

/** The worst state of all compliance vendors; null where none applies. */
export function complianceOf({ compliance }: Joined, drift?: Drift): Device["compliance_status"] {
  if (!compliance) return undefined;
  const states = list(compliance, drift)
    .filter(({ applicable }) => flag(applicable, drift) !== false)
    .map(({ complianceState }) => lookup(COMPLIANCE, complianceState, "unknown", drift) ?? "unknown");
  return (["non_compliant", "unknown", "compliant"] as const).find((state) => states.includes(state)) ?? null;
}
