import {
  type Complete,
  count,
  type Drift,
  type Group,
  idText,
  latest,
  lookup,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import type { FleetGroupRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";

const MEMBERSHIPS = { manual: "static", dynamic: "dynamic", host_vitals: "dynamic" } as const;
const IS_BUILTIN = { builtin: true, regular: false } as const;

/** A label of Fleet: of hosts that are put in, or that match a query or what the identity provider knows. All are of the server. */
export function mapFleetLabel(
  label: FleetGroupRecord,
  drift?: Drift,
): Complete<Group, "evaluated_at" | "place"> {
  const membership = lookup(MEMBERSHIPS, label.label_membership_type, "unknown", drift);
  const platform = text(label.platform, drift);
  const createdAt = toRfc3339(label.created_at, drift);
  const updatedAt = toRfc3339(label.updated_at, drift);
  const isBuiltin = lookup(IS_BUILTIN, label.label_type, undefined, drift);
  return {
    id: idText(label.id, drift) ?? "",
    name: text(label.name, drift),
    description: text(label.description, drift),
    kind: "group",
    membership,
    member_type: "device",
    device_type: undefined,
    platform: platform == null ? platform : platformOf(label, drift),
    is_exclusive: false,
    is_builtin: isBuiltin,
    accepts_members: membership === undefined ? undefined : membership === "static" && isBuiltin === false,
    member_count: count(label.count, drift),
    created_at: createdAt,
    updated_at: updatedAt && latest(updatedAt, createdAt),
  };
}
