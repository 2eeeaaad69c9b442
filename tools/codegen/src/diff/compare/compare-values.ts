import { isDeepStrictEqual } from "node:util";
import type { JsonValue } from "../../read/json.ts";
import type { Body } from "../normal/body.ts";
import type { Comparison } from "./comparison.ts";
import { type KeywordPair, reportKeyword } from "./keyword-pair.ts";
import { always, byRole, narrowed, type Rating, type Role, widened } from "./rating.ts";
import { show, valuesText } from "./text.ts";

/** Compares the types of a schema. Integers are numbers. */
export function compareTypes(one: KeywordPair, comparison: Comparison): void {
  const { pair, before, after, bodies } = one;
  const [was, is] = [typesOf(before?.node), typesOf(after?.node)];
  if (isDeepStrictEqual(was, is)) return;
  reportKeyword(one, comparison, rateTypes({ was, is, role: pair.role, bodies }));
}

function typesOf(value: JsonValue | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String).sort();
}

type Types = {
  readonly was: readonly string[];
  readonly is: readonly string[];
  readonly role: Role;
  readonly bodies: { readonly before: Body; readonly after: Body };
};

function rateTypes({ was, is, role, bodies }: Types): Rating {
  if (was.length === 0 || is.length === 0) {
    // Properties imply an object, so its type is as before.
    const isImplied =
      bodies.before.fields.size > 0 && bodies.after.fields.size > 0 && [...was, ...is].join() === "object";
    if (isImplied) return always("patch");
    return was.length === 0 ? narrowed(role, "minor") : widened(role);
  }
  const lost = was.filter((type) => !allows(is, type));
  const gained = is.filter((type) => !allows(was, type));
  if (lost.length > 0 && isOnlyNumber(lost) && is.includes("integer")) return narrowed(role);
  if (lost.length > 0) return always("major");
  if (gained.length === 0) return always("patch");
  if (isOnlyNumber(gained) && was.includes("integer"))
    return byRole(role, { request: always("minor"), response: always("minor", "it may have decimals") });
  return widened(role);
}

function allows(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function isOnlyNumber(types: readonly string[]): boolean {
  return types.every((type) => type === "number");
}

/** Compares the values of an enum, in any order. */
export function compareEnums(one: KeywordPair, comparison: Comparison): void {
  const { pair, before, after } = one;
  const [was, is] = [before?.node, after?.node];
  if (!Array.isArray(was) || !Array.isArray(is)) {
    reportKeyword(one, comparison, after ? narrowed(pair.role, "minor") : widened(pair.role));
    return;
  }
  const [gained, lost] = [without(is, was), without(was, is)];
  if (gained.length + lost.length > 0)
    reportKeyword(one, comparison, {
      say: valuesText(gained, lost),
      ...rateValues(lost.length > 0, pair.role),
    });
  else if (!isDeepStrictEqual(was, is))
    comparison.alert(pair, { kind: "enum order", before: JSON.stringify(was), after: JSON.stringify(is) });
}

function without(values: readonly JsonValue[], others: readonly JsonValue[]): JsonValue[] {
  return values.filter((value) => !others.some((other) => isDeepStrictEqual(value, other)));
}

/** Enums are open at run time, so responses may gain values. */
export function rateValues(hasLost: boolean, role: Role): Rating {
  if (hasLost) return always("major", "code that uses a removed value no longer compiles");
  return byRole(role, {
    request: always("minor", "an additional value can be sent"),
    response: always("minor", "a `Record` over its values does not compile until it has the new one"),
  });
}

export function compareConst(one: KeywordPair, comparison: Comparison): void {
  const { pair, before, after } = one;
  if (isDeepStrictEqual(before?.node, after?.node)) return;
  if (!before) reportKeyword(one, comparison, narrowed(pair.role, "minor"));
  else if (!after) reportKeyword(one, comparison, widened(pair.role));
  else
    reportKeyword(one, comparison, {
      say: `is now always ${show(after.node)}, it was always ${show(before.node)}`,
      ...always("major", "its only value changed"),
    });
}
