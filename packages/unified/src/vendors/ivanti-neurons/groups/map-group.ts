import type { IvantiNeuronsSchemas } from "@mdmkit/ivanti-neurons";
import {
  type Complete,
  count,
  type Drift,
  flag,
  type Group,
  latest,
  not,
  text,
} from "@mdmkit/unified/vendor";
import { time } from "../api/look-alikes.ts";
import { idText } from "../api/references.ts";

/** A device group; this is `remote_data` of a group. */
export type IvantiNeuronsGroupRecord = IvantiNeuronsSchemas["DeviceGroup"];

/** A device group. Most have a rule, and those of the system cannot be changed. */
export function mapIvantiNeuronsGroup(
  group: IvantiNeuronsGroupRecord,
  drift?: Drift,
): Complete<Group, "evaluated_at" | "scope"> {
  const isStatic = flag(group.membershipStatic, drift);
  const createdAt = time(group.createdAt, drift);
  const modifiedAt = time(group.modifiedAt, drift);
  const space = idText(group.dmPartitionId, drift);
  return {
    id: idText(group.id, drift) ?? "",
    name: text(group.name, drift),
    description: text(group.description, drift),
    kind: "group",
    membership: isStatic == null ? isStatic : isStatic ? "static" : "dynamic",
    member_type: "device",
    is_exclusive: false,
    is_builtin: not(flag(group.mutable, drift)),
    accepts_members: undefined, // no call to add or remove one is documented
    member_count: count(group.memberCount, drift),
    parent: undefined,
    organization: space === undefined ? undefined : { id: space, name: undefined },
    created_at: createdAt,
    updated_at: modifiedAt && latest(modifiedAt, createdAt),
  };
}
