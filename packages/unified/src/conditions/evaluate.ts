import type {
  Condition,
  ConditionField,
  ConditionOperator,
  ConditionValue,
  Device,
  GroupRef,
} from "../contract/model.ts";
import { isRecord } from "../records/record.ts";
import { compare } from "./compare.ts";
import { FIELDS, type FieldKind, type Scalar, takesDays, valuesOf } from "./fields.ts";

/** Whether a device meets a condition. `unknown`: the vendor does not say, or the condition has parts that only the vendor can evaluate. */
export type ConditionResult = "match" | "no_match" | "unknown";

/** Options of an evaluation. */
export type EvaluationOptions = {
  /** The time of the evaluation. Default: now. */
  readonly now?: Date;
  /**
   * Whether the device is in a group that the condition names; undefined where that is not known. Default: true if the device's `tags`
   * have the group, otherwise not known.
   */
  isInGroup?(group: GroupRef): boolean | undefined;
  /** Receives why a part of the condition is unknown. */
  onUnknown?(reason: string): void;
};

/**
 * Evaluates a condition for a device, without a request. A field that the vendor does not provide is unknown, and neither a condition on it
 * nor the negation of one matches.
 */
export function evaluateCondition(
  condition: Condition,
  device: Partial<Device>,
  options: EvaluationOptions = {},
): ConditionResult {
  return RESULTS[evaluate(condition, device, { now: new Date(), ...options })];
}

/** Kleene's three values in an order in which `all` is the least of its parts, and `any` the greatest. */
type Truth = 0 | 1 | 2;
const [NO, UNKNOWN, YES] = [0, 1, 2] as const;
const RESULTS = ["no_match", "unknown", "match"] as const;

type Context = EvaluationOptions & { readonly now: Date };

function evaluate(condition: Condition, device: Partial<Device>, context: Context): Truth {
  switch (condition.type) {
    case "all":
      return condition.conditions.reduce<Truth>(
        (least, part) => min(least, evaluate(part, device, context)),
        YES,
      );
    case "any":
      return condition.conditions.reduce<Truth>(
        (most, part) => max(most, evaluate(part, device, context)),
        NO,
      );
    case "not":
      return negated(evaluate(condition.condition, device, context));
    case "field": {
      const values = valuesOf(device, condition.field);
      if (!values) return unknown(context, `\`${condition.field}\` is not provided.`);
      return compareAny(FIELDS[condition.field], values, condition, context);
    }
    case "custom_field": {
      const values = customValues(device, condition.name);
      if (!values) return unknown(context, "A custom field is not provided.");
      return compareAny(kindOf(condition), values, condition, context);
    }
    case "remote_data": {
      const values = valuesIn(at(device.remote_data, condition.path.split(".")));
      if (!values) return unknown(context, `\`remote_data.${condition.path}\` is not provided.`);
      return compareAny(kindOf(condition), values, condition, context);
    }
    case "group":
      return evaluateGroup(condition.group, device, context);
    case "native":
      return unknown(context, condition.reason);
  }
}

const min = (one: Truth, other: Truth): Truth => (one < other ? one : other);
const max = (one: Truth, other: Truth): Truth => (one > other ? one : other);
const negated = (truth: Truth): Truth => (truth === YES ? NO : truth === NO ? YES : UNKNOWN);

function unknown({ onUnknown }: Context, reason: string): Truth {
  onUnknown?.(reason);
  return UNKNOWN;
}

type Comparison = {
  readonly field?: ConditionField;
  readonly operator: ConditionOperator;
  readonly value: ConditionValue;
};

/** One of several values is enough. */
function compareAny(
  kind: FieldKind,
  values: readonly Scalar[],
  { field, operator, value }: Comparison,
  context: Context,
): Truth {
  if (value === null) return values.length === 0 ? YES : NO;
  let most: Truth = NO;
  for (const each of values) {
    const answer = compare(kind, operator, each, value, context.now);
    if (answer === undefined) most = max(most, UNKNOWN);
    else if (answer) return YES;
  }
  if (most === NO) return NO;
  return unknown(
    context,
    `${field ? `\`${field}\`` : "A property"} has a value that vendors compare in different ways.`,
  );
}

function customValues(
  { custom_fields: fields }: Partial<Device>,
  name: string,
): readonly Scalar[] | undefined {
  if (fields === null) return [];
  return fields && Object.hasOwn(fields, name) ? valuesIn(fields[name]) : undefined;
}

/** The property of a record at a path. */
function at(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  return isRecord(value) && Object.hasOwn(value, name) ? at(Reflect.get(value, name), rest) : undefined;
}

/** What an untyped value holds; undefined if that cannot be compared. */
function valuesIn(value: unknown): readonly Scalar[] | undefined {
  if (value === undefined) return undefined;
  const values = Array.isArray(value) ? value : [value];
  const scalars = values.filter((each) => each !== null && each !== "");
  return scalars.every(isScalar) ? scalars : undefined;
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** What such a property holds is not known, so that the comparison decides how it is read. */
function kindOf({ operator, value }: Comparison): FieldKind {
  if (operator === "before" || operator === "after" || takesDays(operator)) return "time";
  if (typeof value === "boolean") return "flag";
  if (typeof value === "number") return "number";
  return ["gt", "ge", "lt", "le"].includes(operator) ? "version" : "text";
}

function evaluateGroup(group: GroupRef, device: Partial<Device>, context: Context): Truth {
  const isIn = context.isInGroup
    ? context.isInGroup(group)
    : device.tags?.some((tag) => isSame(tag, group)) || undefined;
  if (isIn === undefined) return unknown(context, "Whether the device is in another group is not known.");
  return isIn ? YES : NO;
}

function isSame(tag: GroupRef, { id, name }: GroupRef): boolean {
  return (id != null && tag.id === id) || (name != null && tag.name === name);
}
