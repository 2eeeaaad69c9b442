import {
  type Condition,
  type ConditionField,
  type ConditionOperator,
  UntranslatableConditionError,
} from "@mdmkit/unified/vendor";

export const LANGUAGE = "entra membership rule";

/** What a property of a rule is compared with. */
export type RuleValue = string | boolean | null | readonly string[];

type Comparison = {
  readonly property: string;
  readonly operator: string;
  /** Undefined where it is no value. */
  readonly value: RuleValue | undefined;
  readonly source: string;
};

/** `words` are the values that mean one of ours; without them the value is a text. */
type Known = {
  readonly field: ConditionField;
  readonly words?: ReadonlyMap<string | boolean, string | boolean>;
};

/** Properties of devices in the directory that mean what a unified field does. Those of the directory alone are not among them. */
const PROPERTIES: Readonly<Record<string, Known>> = {
  "device.displayName": { field: "name" },
  "device.deviceManufacturer": { field: "manufacturer" },
  "device.deviceModel": { field: "model" },
  "device.deviceOSVersion": { field: "os_version" },
  "device.deviceOSType": {
    field: "platform",
    words: new Map([
      ["Windows", "windows"],
      ["MacMDM", "macos"],
      ["iPad", "ipados"],
      ["iPhone", "ios"],
    ]),
  },
  "device.deviceOwnership": {
    field: "is_corporate_owned",
    words: new Map([
      ["Company", true],
      ["Personal", false],
    ]),
  },
  "device.isRooted": {
    field: "is_jailbroken",
    words: new Map([
      [true, true],
      [false, false],
    ]),
  },
};

const OPERATORS: Readonly<Record<string, ConditionOperator>> = {
  eq: "eq",
  startsWith: "starts_with",
  contains: "contains",
  match: "matches",
};

/** Operators that are the negation of another. */
const NEGATIONS: Readonly<Record<string, string>> = {
  ne: "eq",
  notStartsWith: "startsWith",
  notContains: "contains",
  notMatch: "match",
  notIn: "in",
};

/** A comparison as a condition; what has no equivalent stays as it is. */
export function readComparison(comparison: Comparison): Condition {
  const negation = entryOf(NEGATIONS, comparison.operator);
  const condition = readPositive({ ...comparison, operator: negation?.[1] ?? comparison.operator });
  if (condition) return negation ? { type: "not", condition } : condition;
  return {
    type: "native",
    language: LANGUAGE,
    source: comparison.source,
    reason: `\`${comparison.property} -${comparison.operator}\` has no equivalent.`,
  };
}

function readPositive({ property, operator, value }: Comparison): Condition | undefined {
  const known = entryOf(PROPERTIES, property)?.[1];
  if (!known || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const parts = value.map((each) => onField(known, "eq", each));
    return operator.toLowerCase() === "in" && parts.every((part) => part !== undefined)
      ? { type: "any", conditions: parts }
      : undefined;
  }
  const ours = entryOf(OPERATORS, operator)?.[1];
  return ours && !isList(value) ? onField(known, ours, value) : undefined;
}

const isList = (value: RuleValue): value is readonly string[] => Array.isArray(value);

function onField(
  { field, words }: Known,
  operator: ConditionOperator,
  value: string | boolean | null,
): Condition | undefined {
  if (value === null) return operator === "eq" ? { type: "field", field, operator, value } : undefined;
  if (!words)
    return typeof value === "string" && value !== "" ? { type: "field", field, operator, value } : undefined;
  const [, word] = [...words].find(([theirs]) => isSameWord(theirs, value)) ?? [];
  return word !== undefined && operator === "eq"
    ? { type: "field", field, operator, value: word }
    : undefined;
}

/** The directory compares regardless of case. */
function isSameWord(one: string | boolean, other: string | boolean): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}

function entryOf<Value>(record: Readonly<Record<string, Value>>, name: string): [string, Value] | undefined {
  return Object.entries(record).find(([each]) => isSameWord(each, name));
}

/** The comparison that has exactly the meaning of a part of a condition. Throws `UntranslatableConditionError` where there is none. */
export function printComparison(part: Condition): string {
  const isNegated = part.type === "not";
  const leaf = isNegated ? part.condition : part;
  if (leaf.type === "native" && leaf.language === LANGUAGE)
    return isNegated ? `-not (${leaf.source})` : `(${leaf.source})`;
  const positive = leaf.type === "field" ? positiveOf(leaf) : undefined;
  if (!positive) throw untranslatable(part, "a membership rule has no comparison with this meaning.");
  const { property, operator, value } = positive;
  const [negative] = Object.entries(NEGATIONS).find(([, ours]) => ours === operator) ?? [];
  return `(${property} -${isNegated ? negative : operator} ${value})`;
}

function positiveOf({ field, operator, value }: Extract<Condition, { type: "field" }>) {
  const [property, known] = Object.entries(PROPERTIES).find(([, each]) => each.field === field) ?? [];
  const [theirs] = Object.entries(OPERATORS).find(([, ours]) => ours === operator) ?? [];
  if (property === undefined || !known || theirs === undefined) return undefined;
  const written = value === null ? null : known.words ? wordFor(known.words, value) : value;
  if (written === undefined) return undefined;
  // Quotes could be escaped, but how lists and patterns take that is not documented.
  if (typeof written === "string" && /["`\r\n]/.test(written)) return undefined;
  return {
    property,
    operator: theirs,
    value: typeof written === "string" ? `"${written}"` : String(written),
  };
}

function wordFor(words: NonNullable<Known["words"]>, value: string | number | boolean) {
  return [...words].find(([, ours]) => ours === value)?.[0];
}

export const untranslatable = (part: Condition, reason: string): UntranslatableConditionError =>
  new UntranslatableConditionError(part, reason, { vendor: "intune" });
