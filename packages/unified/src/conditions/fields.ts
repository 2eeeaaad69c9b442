import type { ConditionField, ConditionOperator, Device } from "../contract/model.ts";

/** What a field holds, and so how it is compared. */
export type FieldKind = "text" | "version" | "word" | "flag" | "number" | "time";

export type Scalar = string | number | boolean;

export const FIELDS = {
  name: "text",
  hostname: "text",
  serial_number: "text",
  asset_tag: "text",
  type: "word",
  platform: "word",
  manufacturer: "text",
  model: "text",
  is_corporate_owned: "flag",
  os_name: "text",
  os_version: "version",
  os_build: "text",
  "owner.name": "text",
  "owner.email": "text",
  "organization.name": "text",
  "policy.name": "text",
  mdm_enabled: "flag",
  agent_installed: "flag",
  agent_version: "version",
  enrollment_status: "word",
  enrollment_type: "word",
  is_offline: "flag",
  first_enrolled_at: "time",
  last_enrolled_at: "time",
  last_activity_at: "time",
  created_at: "time",
  updated_at: "time",
  warranty_end_at: "time",
  disk_encryption: "flag",
  firewall_enabled: "flag",
  udid: "text",
  is_supervised: "flag",
  is_user_approved: "flag",
  compliance_status: "word",
  activation_lock_enabled: "flag",
  passcode_present: "flag",
  passcode_compliant: "flag",
  is_jailbroken: "flag",
  cpu_name: "text",
  cpu_cores: "number",
  memory_bytes: "number",
  storage_total_bytes: "number",
  storage_available_bytes: "number",
  battery_percent: "number",
} as const satisfies Record<ConditionField, FieldKind>;

const TEXT = ["eq", "contains", "starts_with", "ends_with", "matches"] as const;
const ORDER = ["gt", "ge", "lt", "le"] as const;
const DAYS = ["more_than_days_ago", "less_than_days_ago", "in_more_than_days", "in_less_than_days"] as const;

/** The operators that each kind can be compared with. */
export const OPERATORS: Readonly<Record<FieldKind, readonly ConditionOperator[]>> = {
  text: TEXT,
  version: [...TEXT, ...ORDER],
  word: ["eq"],
  flag: ["eq"],
  number: ["eq", ...ORDER],
  time: ["eq", "before", "after", ...DAYS],
};

/** Whether the operator takes a number of days. */
export const takesDays = (operator: ConditionOperator): boolean => DAYS.some((name) => name === operator);

const HOLDERS = {
  "owner.name": "owner",
  "owner.email": "owner",
  "organization.name": "organization",
  "policy.name": "policy",
} as const satisfies Partial<Record<ConditionField, keyof Device>>;

/** The field of the record that holds a field of conditions: `owner` for `owner.email`. */
export const topLevel = (field: ConditionField): keyof Device => (isNested(field) ? HOLDERS[field] : field);

const isNested = (field: ConditionField): field is keyof typeof HOLDERS => Object.hasOwn(HOLDERS, field);

/**
 * What a device has in a field: nothing at all (an empty array), one value, or several of which any counts. Undefined where the vendor does
 * not say, or says a word that the model does not have.
 */
export function valuesOf(device: Partial<Device>, field: ConditionField): readonly Scalar[] | undefined {
  switch (field) {
    case "owner.email":
      return listOf(below(device.owner, (owner) => owner.emails?.flatMap(({ email }) => email ?? [])));
    case "owner.name":
      return listOf(below(device.owner, ({ name }) => name));
    case "organization.name":
      return listOf(below(device.organization, ({ name }) => name));
    case "policy.name":
      return listOf(below(device.policy, ({ name }) => name));
    default: {
      const value = device[field];
      return FIELDS[field] === "word" && value === "unknown" ? undefined : listOf(value);
    }
  }
}

function below<Part, Value>(
  part: Part | null | undefined,
  read: (part: Part) => Value,
): Value | null | undefined {
  if (part === undefined) return undefined;
  return part === null ? null : read(part);
}

function listOf<Value extends Scalar>(value: Value | readonly Value[] | null | undefined) {
  if (value === undefined) return undefined;
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each): each is Value => each !== null && each !== "");
}
