import {
  type Condition,
  type ConditionField,
  type ConditionOperator,
  UntranslatableConditionError,
} from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";

/** One criterion of a smart group, without what connects it to the others. */
export type Criterion = { readonly name: string; readonly searchType: string; readonly value: string };

export const LANGUAGE = "jamf-pro criterion";

/** What criteria are about: devices of one kind, with fields that the customer defined. */
export type Subject = { readonly kind: DeviceKind; readonly customFields: ReadonlySet<string> };

type Form = "text" | "version" | "time" | { readonly true: string; readonly false: string };
type Known = { readonly field: ConditionField; readonly form: Form };

const YES_NO = { true: "Yes", false: "No" } as const;

/**
 * Criteria, as the console names them, that mean exactly what a unified field does. Not among them is "Last Check-in": that is the contact of the
 * agent alone.
 */
const FIELDS: Readonly<Record<DeviceKind, Readonly<Record<string, Known>>>> = {
  computer: {
    "Computer Name": { field: "name", form: "text" },
    "Serial Number": { field: "serial_number", form: "text" },
    "Asset Tag": { field: "asset_tag", form: "text" },
    Make: { field: "manufacturer", form: "text" },
    Model: { field: "model", form: "text" },
    "Operating System Name": { field: "os_name", form: "text" },
    "Operating System Version": { field: "os_version", form: "version" },
    "Operating System Build": { field: "os_build", form: "text" },
    "Email Address": { field: "owner.email", form: "text" },
    "JAMF Binary Version": { field: "agent_version", form: "version" },
    "Last Enrollment": { field: "last_enrolled_at", form: "time" },
    "Last Inventory Update": { field: "updated_at", form: "time" },
    Supervised: { field: "is_supervised", form: YES_NO },
    "User Approved MDM": { field: "is_user_approved", form: YES_NO },
    "Processor Type": { field: "cpu_name", form: "text" },
    UDID: { field: "udid", form: "text" },
  },
  mobile: {
    "Display Name": { field: "name", form: "text" },
    "Serial Number": { field: "serial_number", form: "text" },
    "Asset Tag": { field: "asset_tag", form: "text" },
    Model: { field: "model", form: "text" },
    "OS Version": { field: "os_version", form: "version" },
    "Email Address": { field: "owner.email", form: "text" },
    "Last Enrollment": { field: "last_enrolled_at", form: "time" },
    "Last Inventory Update": { field: "updated_at", form: "time" },
    Supervised: { field: "is_supervised", form: { true: "Supervised", false: "Unsupervised" } },
    UDID: { field: "udid", form: "text" },
  },
};

const GROUPS = { computer: "Computer Group", mobile: "Mobile Device Group" } as const;

const TEXT: Readonly<Record<string, ConditionOperator>> = {
  is: "eq",
  like: "contains",
  "matches regex": "matches",
};
const VERSION: Readonly<Record<string, ConditionOperator>> = {
  ...TEXT,
  "greater than": "gt",
  "greater than or equal": "ge",
  "less than": "lt",
  "less than or equal": "le",
};
const TIME: Readonly<Record<string, ConditionOperator>> = {
  "before (yyyy-mm-dd)": "before",
  "after (yyyy-mm-dd)": "after",
  "more than x days ago": "more_than_days_ago",
  "less than x days ago": "less_than_days_ago",
  "in more than x days": "in_more_than_days",
  "in less than x days": "in_less_than_days",
};
const CUSTOM: typeof TEXT = { ...VERSION, ...TIME };

/** Operators that are the negation of another. */
const NEGATIONS: Readonly<Record<string, string>> = {
  "is not": "is",
  "not like": "like",
  "does not match regex": "matches regex",
  "not member of": "member of",
};

/** A criterion as a condition; what has no equivalent stays as it is. */
export function readCriterion(criterion: Criterion, subject: Subject): Condition {
  const positive = NEGATIONS[criterion.searchType];
  if (positive === undefined) return readPositive(criterion, subject) ?? nativeOf(criterion);
  const condition = readPositive({ ...criterion, searchType: positive }, subject);
  return condition ? { type: "not", condition } : nativeOf(criterion);
}

function nativeOf({ name, searchType, value }: Criterion): Condition {
  return {
    type: "native",
    language: LANGUAGE,
    source: JSON.stringify({ name, searchType, value }),
    reason: `The criterion "${name}" with "${searchType}" has no equivalent.`,
  };
}

function readPositive(
  { name, searchType, value }: Criterion,
  { kind, customFields }: Subject,
): Condition | undefined {
  if (name === GROUPS[kind]) {
    if (searchType !== "member of" || value === "") return undefined;
    // Some servers have the number of the group in place of its name.
    const id = /^\d+$/.test(value) ? { id: `${kind}-${value}` } : {};
    return { type: "group", group: { name: value, ...id } };
  }
  const known = Object.hasOwn(FIELDS[kind], name) ? FIELDS[kind][name] : undefined;
  if (!known && !customFields.has(name)) return undefined;
  const form = known?.form ?? "custom";
  if (typeof form === "object") {
    const flag = form.true === value ? true : form.false === value ? false : undefined;
    if (!known || searchType !== "is" || flag === undefined) return undefined;
    return { type: "field", field: known.field, operator: "eq", value: flag };
  }
  const operator = OPERATORS[form][searchType];
  const read = operator && readValue(operator, value);
  if (read === undefined || operator === undefined) return undefined;
  return known
    ? { type: "field", field: known.field, operator, value: read }
    : { type: "custom_field", name, operator, value: read };
}

const OPERATORS = { text: TEXT, version: VERSION, time: TIME, custom: CUSTOM } as const;

/** Values are text, and a blank one with "is" means that there is none. */
function readValue(operator: ConditionOperator, value: string): string | number | null | undefined {
  if (operator === "before" || operator === "after")
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  if (operator.endsWith("_ago") || operator.startsWith("in_"))
    return /^(0|[1-9]\d{0,5})$/.test(value) ? Number(value) : undefined;
  return value === "" ? (operator === "eq" ? null : undefined) : value;
}

export const untranslatable = (part: Condition, reason: string): UntranslatableConditionError =>
  new UntranslatableConditionError(part, reason, { vendor: "jamf-pro" });

/** The criterion that has exactly the meaning of a part of a condition. Throws `UntranslatableConditionError` where there is none. */
export function printCriterion(part: Condition, subject: Subject): Criterion {
  const isNegated = part.type === "not";
  const positive = printPositive(isNegated ? part.condition : part, subject);
  if (!positive) throw untranslatable(part, "Jamf Pro has no criterion with this meaning.");
  if (!isNegated) return positive;
  const [searchType] = Object.entries(NEGATIONS).find(([, word]) => word === positive.searchType) ?? [];
  if (searchType) return { ...positive, searchType };
  throw untranslatable(part, "Jamf Pro has no negation of this operator.");
}

function printPositive(part: Condition, { kind }: Subject): Criterion | undefined {
  if (part.type === "native") return part.language === LANGUAGE ? criterionIn(part.source) : undefined;
  if (part.type === "group") {
    const { name } = part.group;
    return name ? { name: GROUPS[kind], searchType: "member of", value: name } : undefined;
  }
  if (part.type !== "field" && part.type !== "custom_field") return undefined;
  const { operator, value } = part;
  if (part.type === "custom_field") return withOperator(part.name, CUSTOM, operator, value);
  const [name, known] = Object.entries(FIELDS[kind]).find(([, { field }]) => field === part.field) ?? [];
  if (name === undefined || !known) return undefined;
  if (typeof known.form !== "object") return withOperator(name, OPERATORS[known.form], operator, value);
  const isFlag = operator === "eq" && typeof value === "boolean";
  return isFlag ? { name, searchType: "is", value: known.form[value ? "true" : "false"] } : undefined;
}

function withOperator(
  name: string,
  operators: typeof TEXT,
  operator: ConditionOperator,
  value: string | number | boolean | null,
): Criterion | undefined {
  const [searchType] = Object.entries(operators).find(([, ours]) => ours === operator) ?? [];
  if (searchType === undefined) return undefined;
  return { name, searchType, value: value === null ? "" : String(value) };
}

/** A criterion that was kept as it was. */
function criterionIn(source: string): Criterion | undefined {
  try {
    const { name, searchType, value } = Object(JSON.parse(source));
    const isWhole = [name, searchType, value].every((each) => typeof each === "string");
    return isWhole ? { name, searchType, value } : undefined;
  } catch {
    return undefined;
  }
}
