import type { Condition, Device, GroupRef } from "../contract/model.ts";
import { topLevel } from "./fields.ts";

/** The parts of a condition that have no parts, in order. */
function leavesOf(condition: Condition): Exclude<Condition, { type: "all" | "any" | "not" }>[] {
  if (condition.type === "all" || condition.type === "any") return condition.conditions.flatMap(leavesOf);
  return condition.type === "not" ? leavesOf(condition.condition) : [condition];
}

/** The fields of devices that a condition needs. */
export function fieldsOf(condition: Condition): (keyof Device)[] {
  const fields = leavesOf(condition).flatMap((leaf): (keyof Device)[] | keyof Device => {
    if (leaf.type === "field") return topLevel(leaf.field);
    if (leaf.type === "remote_data") return "remote_data";
    return leaf.type === "custom_field" ? "custom_fields" : [];
  });
  return [...new Set(fields)];
}

/** The other groups that a condition names. */
export function groupsOf(condition: Condition): GroupRef[] {
  return leavesOf(condition).flatMap((leaf) => (leaf.type === "group" ? [leaf.group] : []));
}
