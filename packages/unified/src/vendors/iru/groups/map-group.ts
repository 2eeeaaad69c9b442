import {
  type Complete,
  count,
  type Drift,
  type Group,
  lookup,
  text,
  urlSafeId,
} from "@mdmkit/unified/vendor";
import type { IruBlueprint, IruTag } from "../api/record.ts";

const MEMBERSHIPS = { classic: "static", map: "static" } as const;

/** A blueprint, which configures the devices that are in it. Rules of a map choose among its items, not its devices. */
export function mapIruBlueprint(blueprint: IruBlueprint, drift?: Drift): Complete<Group, "times"> {
  return {
    id: text(blueprint.id, drift) ?? "",
    name: text(blueprint.name, drift),
    description: text(blueprint.description, drift),
    kind: "container",
    membership: lookup(MEMBERSHIPS, blueprint.type, "unknown", drift) ?? "static",
    member_type: "device",
    device_type: undefined,
    platform: undefined,
    is_exclusive: true,
    is_builtin: undefined,
    accepts_members: true,
    member_count: count(blueprint.computers_count, drift),
    evaluated_at: undefined,
    parent: undefined,
    organization: undefined, // the tenant, for every blueprint
  };
}

/** A tag. Devices name their tags by text, so its id here is made of that, too. */
export function mapIruTag(tag: IruTag, drift?: Drift): Complete<Group, "times"> {
  const name = text(tag.name, drift);
  return {
    id: name ? tagId(name) : "",
    name,
    description: undefined,
    kind: "tag",
    membership: "static",
    member_type: "device",
    device_type: undefined,
    platform: undefined,
    is_exclusive: false,
    is_builtin: undefined,
    accepts_members: true,
    member_count: undefined,
    evaluated_at: undefined,
    parent: undefined,
    organization: undefined,
  };
}

/** The id of a tag. */
export const tagId = (name: string): string => urlSafeId(`tag:${name}`);
