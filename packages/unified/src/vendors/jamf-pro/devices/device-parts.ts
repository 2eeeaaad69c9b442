import type { JamfProSchemas, User } from "@mdmkit/jamf-pro";
import type { Device } from "../../../contract/model.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { count, fieldsOf, first, list, lookup, number, text } from "../../../mapping/values.ts";
import type { Joined } from "../api/record.ts";
import { emailsOf } from "../users/map-user.ts";

type Maybe<T> = T | null | undefined;

const MEGABYTE = 1_000_000;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as the moment it begins in UTC; some servers give whole times where the document has days. */
export function dayToRfc3339(value: Maybe<string>): Maybe<string> {
  return toRfc3339(typeof value === "string" && DAY.test(value) ? `${value}T00:00:00Z` : value);
}

/** Jamf says -1 for a number it does not know. */
export function known(value: Maybe<number>): Maybe<number> {
  const amount = number(value);
  if (typeof amount !== "number") return amount;
  return amount === -1 ? undefined : count(amount);
}

/** Disks are counted in megabytes of 10^6 bytes. */
export function megabytes(value: Maybe<number>): Maybe<number> {
  const amount = known(value);
  return typeof amount === "number" ? count(amount * MEGABYTE) : amount;
}

/** Memory is counted in megabytes of 2^20 bytes; nothing has none. */
export function memory(value: Maybe<number>): Maybe<number> {
  const amount = known(value);
  return typeof amount === "number" ? count(amount * 1024 ** 2) || undefined : amount;
}

/** A site or group reference: an id of -1 stands for none. */
export function siteOf(id: Maybe<string>, name: Maybe<string>): Device["organization"] {
  const site = text(id);
  if (site == null || site === "-1") return site && null;
  return { id: site, name: text(name) };
}

/** Groups a device is a member of, as tags. */
export function tagsOf(
  groups: Maybe<readonly JamfProSchemas["MobileDeviceInventoryGroup"][]>,
): Device["tags"] {
  const members = list(groups);
  if (!Array.isArray(groups)) return undefined;
  return members.map(({ groupId, groupName }) => ({ id: text(groupId), name: text(groupName) }));
}

type Person = { username?: string | null; name?: string | null; email?: string | null };

/** Nobody, if everything is blank. The id is known when a user of that name was found. */
export function ownerOf({ username, name, email }: Person, user: User | undefined): Device["owner"] {
  const shown = first(text(name), text(username), text(email));
  if (shown == null) return shown;
  return { id: text(user?.id), name: shown, emails: emailsOf(email) };
}

type Field = { name?: string | null; values?: Maybe<readonly string[]> };

/** Extension attributes by name: one value as it is, several as a list, none as null. Absent when no section was read. */
export function customFields(sections: readonly Maybe<readonly Field[]>[]): Device["custom_fields"] {
  if (!sections.some(Array.isArray)) return undefined;
  const entries: [string, unknown][] = [];
  for (const section of sections) {
    for (const { name, values } of list(section)) {
      const key = text(name);
      if (key) entries.push([key, fieldValue(values)]);
    }
  }
  return fieldsOf(entries);
}

function fieldValue(values: Maybe<readonly string[]>): unknown {
  const given = list(values);
  return given.length > 1 ? [...given] : (given[0] ?? null);
}

const COMPLIANCE: Record<
  NonNullable<JamfProSchemas["DeviceComplianceInformation"]["complianceState"]>,
  NonNullable<Device["compliance_status"]>
> = { COMPLIANT: "compliant", NON_COMPLIANT: "non_compliant", UNKNOWN: "unknown" };

/** The worst that any compliance vendor was told; null where none applies. */
export function complianceOf({ compliance }: Joined): Device["compliance_status"] {
  if (!compliance) return undefined;
  const states = list(compliance)
    .filter(({ applicable }) => applicable !== false)
    .map(({ complianceState }) => lookup(COMPLIANCE, complianceState, "unknown") ?? "unknown");
  return (["non_compliant", "unknown", "compliant"] as const).find((state) => states.includes(state)) ?? null;
}
