import { type Row, rowOf } from "../../../engine/records/values.ts";
import { type Keep, readConditions, UnreadableFilter } from "../../../engine/request/conditions.ts";

export type FilterFacts = {
  now: number;
  /** Names of the record's properties. */
  properties: readonly string[];
  /** Names, in lower case, of custom attributes that hold numbers: found under their name with `_#` only. */
  numericAttributes: ReadonlySet<string>;
  ldapAttribute(row: Row, name: string): string | undefined;
};

const JOINTS: Readonly<Record<string, "and" | "or" | "open" | "close">> = {
  and: "and",
  or: "or",
  "(": "open",
  ")": "close",
};

/** Reads an `fq`: conditions, joined by `and`, `or` and parentheses. Throws `UnreadableFilter`. */
export function parseFilterQuery(text: string, facts: FilterFacts): Keep {
  const tokens = text.split(/(\(|\)|\s(?:and|or)(?=\s|$))/i).map((token) => token.trim());
  return readConditions(
    tokens.filter((token) => token !== ""),
    {
      joint: (token) => JOINTS[token.toLowerCase()],
      condition(rest) {
        const keep = condition(rest.shift() ?? "", facts);
        if (!keep) throw new UnreadableFilter("cannot be read");
        return keep;
      },
    },
  );
}

function condition(text: string, facts: FilterFacts): Keep | undefined {
  const attribute = /^(CFDEVICE|CFLDAP)\[([^\]]+)\]=(.*)$/.exec(text);
  if (attribute) return attributeIs(attribute, facts);
  const recent = /^(\w+)<'([\d:]+)'$/.exec(text);
  if (recent) return isWithin(recent, facts);
  const owner = /^(EMAILADDRESS|UID) EQ (.+)$/.exec(text);
  if (owner) return propertyIs(owner, facts, (value) => value.toLowerCase());
  const property = /^(\w+)=(.*)$/.exec(text);
  return property ? propertyIs(property, facts, (value) => value) : undefined;
}

function propertyIs(
  [, name = "", wanted = ""]: RegExpExecArray,
  { properties }: FilterFacts,
  fold: (value: string) => string,
) {
  // Clients find a device by `deviceId`, though its record has that as `id`.
  const named = name === "deviceId" ? "id" : name;
  const property = properties.find((known) => known.toLowerCase() === named.toLowerCase());
  if (property === undefined) return undefined;
  return (row: Row) => row[property] != null && fold(String(row[property])) === fold(wanted);
}

function attributeIs([, kind, written = "", wanted]: RegExpExecArray, facts: FilterFacts): Keep {
  if (kind === "CFLDAP") return (row) => facts.ldapAttribute(row, written) === wanted;
  const name = written.replace(/_#$/, "").toLowerCase();
  const isFound = facts.numericAttributes.has(name) === written.endsWith("_#");
  return ({ customAttributes }) => {
    const values = rowOf(rowOf(customAttributes).attrs)[name];
    return isFound && Array.isArray(values) && values.includes(wanted);
  };
}

/** Registration has four parts, days first; check-in has three. */
const units: Readonly<Record<string, readonly number[]>> = {
  lastRegistrationTime: [86_400_000, 3_600_000, 60_000, 1000],
  lastCheckin: [3_600_000, 60_000, 1000],
};

function isWithin([, property = "", written = ""]: RegExpExecArray, { now }: FilterFacts): Keep | undefined {
  const parts = written.split(":").map(Number);
  const own = units[property];
  if (own?.length !== parts.length || parts.some((part) => !Number.isFinite(part))) return undefined;
  const span = parts.reduce((sum, part, at) => sum + part * (own[at] ?? 0), 0);
  return (row) => {
    const time = row[property];
    return typeof time === "number" && time > now - span;
  };
}
