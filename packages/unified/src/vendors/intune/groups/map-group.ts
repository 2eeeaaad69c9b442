import {
  type Complete,
  type Drift,
  flag,
  type Group,
  maybeList,
  text,
  toRfc3339,
  unique,
} from "@mdmkit/unified/vendor";
import type { IntuneGroupRecord } from "../api/record.ts";

/** All groups are of the tenant. */
type MappedGroup = Complete<Group, "evaluated_at" | "is_builtin" | "member_count" | "place" | "scope">;

/** A group of the directory, which may have users and devices. */
export function mapIntuneGroup(group: IntuneGroupRecord, drift?: Drift): MappedGroup {
  const types = maybeList(group.groupTypes, drift);
  const isDynamic = types && unique(types.map((type) => text(type, drift))).includes("DynamicMembership");
  const isMailEnabled = flag(group.mailEnabled, drift);
  return {
    id: text(group.id, drift) ?? "",
    name: text(group.displayName, drift),
    description: text(group.description, drift),
    kind: "group",
    membership: isDynamic === undefined ? undefined : isDynamic ? "dynamic" : "static",
    member_type: isDynamic === undefined ? undefined : null,
    is_exclusive: false,
    accepts_members: isDynamic === undefined ? undefined : !isDynamic && isMailEnabled !== true,
    created_at: toRfc3339(group.createdDateTime, drift),
    updated_at: undefined,
  };
}
