import { InvalidInputError } from "@mdmkit/runtime";
import type {
  Condition,
  ConditionField,
  ConditionOperator,
  ConditionValue,
  GroupRef,
} from "../contract/model.ts";
import { isRfc3339 } from "../mapping/rfc3339.ts";
import { isRecord } from "../records/record.ts";
import { FIELDS, type FieldKind, OPERATORS, takesDays } from "./fields.ts";

const DEEPEST = 50;

/**
 * Checks a condition that comes from outside, such as a file. Throws `InvalidInputError`, which names the part, for anything that is no
 * condition, and for a field that cannot be compared in this way.
 */
export function parseCondition(value: unknown): Condition {
  return parse(value, "condition");
}

function parse(value: unknown, at: string, depth = 0): Condition {
  if (!isRecord(value)) throw invalid(at, "must be an object.");
  if (depth > DEEPEST) throw invalid(at, `is below more than ${DEEPEST} others.`);
  const part: Readonly<Record<string, unknown>> = { ...value };
  const { type } = part;
  if (type === "all" || type === "any") {
    const { conditions } = membersOf(part, at, ["conditions"]);
    if (!Array.isArray(conditions)) throw invalid(`${at}.conditions`, "must be an array.");
    return {
      type,
      conditions: conditions.map((each, index) => parse(each, `${at}.conditions[${index}]`, depth + 1)),
    };
  }
  if (type === "not") {
    const { condition } = membersOf(part, at, ["condition"]);
    return { type, condition: parse(condition, `${at}.condition`, depth + 1) };
  }
  if (type === "field") {
    const { field, ...rest } = membersOf(part, at, ["field", "operator", "value"]);
    if (!isField(field)) throw invalid(`${at}.field`, "is no field that conditions can be about.");
    return { type, field, ...comparisonIn(rest, at, FIELDS[field]) };
  }
  if (type === "remote_data") {
    const { path, ...rest } = membersOf(part, at, ["path", "operator", "value"]);
    if (typeof path !== "string" || path === "") throw invalid(`${at}.path`, "must be a text.");
    return { type, path, ...comparisonIn(rest, at) };
  }
  if (type === "custom_field") {
    const { name, ...rest } = membersOf(part, at, ["name", "operator", "value"]);
    if (typeof name !== "string" || name === "") throw invalid(`${at}.name`, "must be a text.");
    return { type, name, ...comparisonIn(rest, at) };
  }
  if (type === "group") return { type, group: groupIn(membersOf(part, at, ["group"]).group, `${at}.group`) };
  if (type === "native") {
    const { language, source, reason } = membersOf(part, at, ["language", "source", "reason"]);
    const [first, second, third] = [
      textIn(language, `${at}.language`),
      textIn(source, `${at}.source`),
      textIn(reason, `${at}.reason`),
    ];
    return { type, language: first, source: second, reason: third };
  }
  throw invalid(`${at}.type`, "must be all, any, not, field, custom_field, remote_data, group or native.");
}

function invalid(at: string, problem: string): InvalidInputError {
  return new InvalidInputError(`\`${at}\` ${problem}`);
}

function membersOf<Name extends string>(
  part: Readonly<Record<string, unknown>>,
  at: string,
  names: readonly Name[],
): Readonly<Partial<Record<Name, unknown>>> {
  const unknown = Object.keys(part).find((name) => name !== "type" && !names.some((known) => known === name));
  if (unknown !== undefined)
    throw invalid(`${at}.${unknown}`, `is not known. Known are ${names.join(", ")}.`);
  const members: Partial<Record<Name, unknown>> = {};
  for (const name of names) members[name] = part[name];
  return members;
}

const isField = (value: unknown): value is ConditionField =>
  typeof value === "string" && Object.hasOwn(FIELDS, value);

function textIn(value: unknown, at: string): string {
  if (typeof value === "string") return value;
  throw invalid(at, "must be a text.");
}

function groupIn(value: unknown, at: string): GroupRef {
  const { id, name } = membersOf(isRecord(value) ? { ...value } : {}, at, ["id", "name"]);
  if (typeof id !== "string" && typeof name !== "string") throw invalid(at, "needs an `id` or a `name`.");
  return { ...(typeof id === "string" && { id }), ...(typeof name === "string" && { name }) };
}

/** What a custom field holds is not known, so that all operators go. */
function comparisonIn(
  { operator, value }: { operator?: unknown; value?: unknown },
  at: string,
  kind?: FieldKind,
): { operator: ConditionOperator; value: ConditionValue } {
  const operators = kind ? OPERATORS[kind] : [...new Set(Object.values(OPERATORS).flat())];
  const known = operators.find((name) => name === operator);
  if (!known) throw invalid(`${at}.operator`, `must be one of ${operators.join(", ")}.`);
  if (!isValue(value)) throw invalid(`${at}.value`, "must be a text, a number, true, false or null.");
  const expected = expectedOf(known, kind);
  if (value === null ? known !== "eq" : !FITS[expected](value))
    throw invalid(`${at}.value`, `must be ${expected}.`);
  return { operator: known, value };
}

const isValue = (value: unknown): value is ConditionValue =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

type Fits = (value: string | number | boolean) => boolean;

const FITS = {
  "a number of days": (value) => typeof value === "number" && value >= 0,
  "a day (2026-03-31) or a time": (value) =>
    typeof value === "string" &&
    (/^\d{4}-\d{2}-\d{2}$/.test(value) ? !Number.isNaN(Date.parse(value)) : isRfc3339(value)),
  "true or false": (value) => typeof value === "boolean",
  "a number": (value) => typeof value === "number",
  "a text": (value) => typeof value === "string" && value !== "",
  "a value": () => true,
} as const satisfies Record<string, Fits>;

function expectedOf(operator: ConditionOperator, kind: FieldKind | undefined): keyof typeof FITS {
  if (takesDays(operator)) return "a number of days";
  if (kind === "time" || operator === "before" || operator === "after") return "a day (2026-03-31) or a time";
  if (kind === "flag") return "true or false";
  if (kind === "number") return "a number";
  return kind ? "a text" : "a value";
}
