import { type Drift, type OrganizationRef, refTo, type TagRef, text } from "@mdmkit/unified/vendor";
import type { JumpCloudDeviceRecord } from "./record.ts";

/** A group, policy or organization by id and name; their names come from other reads, which may have drifted too. */
export function namedRef(row: { id: string; name?: string | null }, drift?: Drift): TagRef {
  return { id: text(row.id, drift), name: text(row.name, drift) };
}

export function organizationOf(
  member: Pick<JumpCloudDeviceRecord, "organization" | "organizationName">,
  drift?: Drift,
): OrganizationRef | null | undefined {
  return refTo(text(member.organization, drift), text(member.organizationName, drift));
}
