import { InvalidInputError } from "@mdmkit/runtime";

// The language of `fq` has no escapes that anybody documents, so what would be read as part of it is refused. Brackets,
// blanks, `<`, quotes and `#` need no care: the client percent-encodes the query.

/** Selects by a property of the record: `serialNumber=C02XK1ABC`. */
export function propertyIs(property: string, value: string | number | boolean): string {
  return `${named(property)}=${plain(String(value))}`;
}

/** Selects by a custom attribute. A number searches a numeric one, whose name is sent with `_#`. */
export function customAttributeIs(name: string, value: string | number): string {
  const suffix = typeof value === "number" && !name.endsWith("_#") ? "_#" : "";
  return `CFDEVICE[${attribute(name)}${suffix}]=${plain(String(value))}`;
}

/** Selects by an attribute that comes from the LDAP directory. */
export function ldapAttributeIs(name: string, value: string): string {
  return `CFLDAP[${attribute(name)}]=${plain(value)}`;
}

/** Selects by the owner's address. */
export function emailAddressIs(address: string): string {
  return `EMAILADDRESS EQ ${plain(address)}`;
}

/** Selects by the owner's user id. */
export function userIdIs(uid: string): string {
  return `UID EQ ${plain(uid)}`;
}

/** Selects devices registered, also anew, in the last so many seconds. */
export function registeredWithin(seconds: number): string {
  const [days, hours, ...rest] = split(seconds, [86_400, 3_600, 60, 1]);
  return `lastRegistrationTime<'${[days, hours, ...rest].join(":")}'`;
}

/** Selects devices that checked in within the last so many seconds. Unlike registration this has no days. */
export function checkedInWithin(seconds: number): string {
  return `lastCheckin<'${split(seconds, [3_600, 60, 1]).join(":")}'`;
}

/** Joins conditions by `and`. Client code does so; the vendor's guide does not mention it. */
export function allOf(...conditions: readonly string[]): string {
  return joined(conditions, " and ");
}

/** Joins conditions by `or`, in parentheses. Client code does so; the vendor's guide does not mention it. */
export function anyOf(...conditions: readonly string[]): string {
  return conditions.length === 1 ? joined(conditions, "") : `(${joined(conditions, " or ")})`;
}

function joined(conditions: readonly string[], word: string): string {
  if (conditions.length > 0) return conditions.join(word);
  throw invalid("a filter needs at least one condition.");
}

/** Each unit's part, two digits wide at least: `[0, 0, 3, 6]` of 186 seconds. */
function split(seconds: number, units: readonly number[]): string[] {
  if (!Number.isSafeInteger(seconds) || seconds < 0)
    throw invalid("the time must be a whole number of seconds, 0 or more.");
  let left = seconds;
  return units.map((unit) => {
    const part = Math.floor(left / unit);
    left -= part * unit;
    return String(part).padStart(2, "0");
  });
}

function named(property: string): string {
  if (/^\w+$/.test(property)) return property;
  throw invalid("the name of a property may have letters, digits and `_` only.");
}

function attribute(name: string): string {
  if (name.trim() !== "" && !/[[\]=]/.test(name)) return name;
  throw invalid("the name of an attribute must not be empty or contain brackets or `=`.");
}

function plain(value: string): string {
  if (value === value.trim() && value !== "" && !/['"()[\]=<>]|\s(and|or|eq)\s/i.test(value)) return value;
  throw invalid("the value is empty, or contains characters or words of the filter language.");
}

function invalid(problem: string): InvalidInputError {
  return new InvalidInputError(problem, { vendor: "ivanti-neurons" });
}
