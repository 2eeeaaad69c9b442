import { type Complete, count, type Drift, type Group, lookup, tagId, text } from "@mdmkit/unified/vendor";
import type { IruBlueprint, IruTag } from "../api/record.ts";

type Unknown = "evaluated_at" | "is_builtin" | "place" | "scope" | "times";

const MEMBERSHIPS = { classic: "static", map: "static" } as const;

/** A blueprint, which configures the devices that are in it. Rules of a map choose among its items, not its devices. */
export function mapIruBlueprint(blueprint: IruBlueprint, drift?: Drift): Complete<Group, Unknown> {
  return {
    id: text(blueprint.id, drift) ?? "",
    name: text(blueprint.name, drift),
    description: text(blueprint.description, drift),
    kind: "container",
    membership: lookup(MEMBERSHIPS, blueprint.type, "unknown", drift) ?? "static",
    member_type: "device",
    is_exclusive: true,
    accepts_members: true,
    member_count: count(blueprint.computers_count, drift),
  };
}

/** A tag, which devices name by text. */
export function mapIruTag(tag: IruTag, drift?: Drift): Complete<Group, Unknown | "member_count"> {
  const name = text(tag.name, drift);
  return {
    id: name ? tagId(name) : "",
    name,
    description: undefined,
    kind: "tag",
    membership: "static",
    member_type: "device",
    is_exclusive: false,
    accepts_members: true,
  };
}
