import { type Condition, type ConditionField, isRecord, list, text } from "@mdmkit/unified/vendor";
import type { IvantiNeuronsGroupRecord } from "./map-group.ts";

const LANGUAGE = "ivanti rule";
const DEEPEST = 50;

type RuleTree = NonNullable<IvantiNeuronsGroupRecord["treeView"]>;

/** Reads the rule of a device group: as a tree where there is one, otherwise its text. Groups of chosen devices have neither. */
export const language = {
  read({ treeView, definition }: IvantiNeuronsGroupRecord) {
    const rule = text(definition);
    if (isRecord(treeView))
      return { source: rule ?? JSON.stringify(treeView), condition: readTree(treeView, 0) };
    return rule ? { source: rule, condition: readText(rule) } : undefined;
  },
};

function readTree(tree: RuleTree, depth: number): Condition {
  const operator = text(tree.operator)?.toUpperCase();
  const children = list(tree.children).filter((child) => isRecord(child));
  if (operator === "LEAF" && children.length === 0) return readLeaf(tree) ?? nativeOf(JSON.stringify(tree));
  if (depth > DEEPEST || (operator !== "AND" && operator !== "OR")) return nativeOf(JSON.stringify(tree));
  const conditions = children.map((child) => readTree(child, depth + 1));
  return { type: operator === "AND" ? "all" : "any", conditions };
}

function readLeaf({ rule }: RuleTree): Condition | undefined {
  const values = list(rule?.values).flatMap((value) => text(value) ?? []);
  if (!rule || text(rule.operator) !== "EQ" || values.length === 0) return undefined;
  const custom = text(rule.cfAttributeName);
  const parts = values.map((value) =>
    custom ? onCustomField(custom, value) : onField(text(rule.field) ?? "", value),
  );
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const [first] = known;
  return known.length === 1 ? first : { type: "any", conditions: known };
}

/** The one form of the text that is known: `PLATFORMTYPE EQ 'IOS'`. */
function readText(rule: string): Condition {
  const [, field = "", value = ""] = /^\s*([A-Z]+)\s+EQ\s+'([^']+)'\s*$/.exec(rule) ?? [];
  return onField(field, value) ?? nativeOf(rule);
}

const onCustomField = (name: string, value: string): Condition => ({
  type: "custom_field",
  name,
  operator: "eq",
  value,
});

/** iPads are among devices with iOS. */
const PLATFORMS: Readonly<Record<string, readonly string[]>> = {
  IOS: ["ios", "ipados"],
  OSX: ["macos"],
  ANDROID: ["android"],
};

function onField(field: string, value: string): Condition | undefined {
  if (field === "MANUFACTURER") return equal("manufacturer", value);
  const platforms = field === "PLATFORMTYPE" ? PLATFORMS[value] : undefined;
  const parts = platforms?.map((platform) => equal("platform", platform));
  return parts && parts.length > 1 ? { type: "any", conditions: parts } : parts?.[0];
}

const equal = (field: ConditionField, value: string): Condition => ({
  type: "field",
  field,
  operator: "eq",
  value,
});

function nativeOf(source: string): Condition {
  return { type: "native", language: LANGUAGE, source, reason: "This part of the rule has no equivalent." };
}
