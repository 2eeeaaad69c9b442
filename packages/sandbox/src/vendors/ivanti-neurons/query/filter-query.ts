import { isRow, type Row } from "../../../engine/records/values.ts";

/** A test of one record. */
export type Keep = (row: Row) => boolean;

export type FilterFacts = {
  now: number;
  /** Names of the record's properties. */
  properties: readonly string[];
  /** Names, in lower case, of custom attributes that hold numbers: found under their name with `_#` only. */
  numericAttributes: ReadonlySet<string>;
  ldapAttribute(row: Row, name: string): string | undefined;
};

/** Reads an `fq`: conditions, joined by `and`, `or` and parentheses. Undefined for one that cannot be read. */
export function parseFilterQuery(text: string, facts: FilterFacts): Keep | undefined {
  const tokens = text
    .split(/(\(|\)|\s(?:and|or)(?=\s|$))/i)
    .map((token) => token.trim())
    .filter((token) => token !== "");
  const take = (token: string) => tokens[0]?.toLowerCase() === token && tokens.shift() !== undefined;

  function either(): Keep | undefined {
    let keep = both();
    while (keep && take("or")) keep = joined(keep, both(), (one, other) => one || other);
    return keep;
  }
  function both(): Keep | undefined {
    let keep = single();
    while (keep && take("and")) keep = joined(keep, single(), (one, other) => one && other);
    return keep;
  }
  function single(): Keep | undefined {
    if (!take("(")) return condition(tokens.shift() ?? "", facts);
    const keep = either();
    return take(")") ? keep : undefined;
  }

  const keep = either();
  return tokens.length === 0 ? keep : undefined;
}

function joined(
  one: Keep,
  other: Keep | undefined,
  join: (a: boolean, b: boolean) => boolean,
): Keep | undefined {
  return other && ((row) => join(one(row), other(row)));
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
    const attrs = isRow(customAttributes) ? customAttributes.attrs : undefined;
    const values = isRow(attrs) ? attrs[name] : undefined;
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
