import type { OrganizationRef, TagRef } from "../../../contract/model.ts";
import { text } from "../../../mapping/values.ts";
import type { JumpCloudDevice } from "./record.ts";

/** A group, policy or organization by id and name; their names come from other reads, which may have drifted too. */
export function namedRef({ id, name }: { id: string; name?: string | null }): TagRef {
  return { id: text(id), name: text(name) };
}

export function organizationOf({
  organization,
  organizationName,
}: Pick<JumpCloudDevice, "organization" | "organizationName">): OrganizationRef | null | undefined {
  const id = text(organization);
  return id == null ? id : namedRef({ id, name: organizationName });
}
