/** The name of a property, the index of an item, or `[]` and `*` for the first item and the first property. */
export type Step = string | number;

/** A copy of a value with another one at a path; what is missing on the way is made. */
export function withValue<Value>(whole: Value, steps: readonly Step[], value: unknown): Value;
export function withValue(whole: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (step === "[]" || typeof step === "number") {
    const items: unknown[] = Array.isArray(whole) ? [...whole] : [];
    const index = typeof step === "number" ? step : 0;
    items[index] = withValue(items[index], rest, value);
    return items;
  }
  const members: object = typeof whole === "object" && whole !== null && !Array.isArray(whole) ? whole : {};
  const name = step === "*" ? (Object.keys(members)[0] ?? "any") : step;
  return { ...members, [name]: withValue(Reflect.get(members, name), rest, value) };
}

export type Leaf = { readonly steps: readonly Step[]; readonly value: unknown };

/** Everything in a value that has no parts, and where it is. */
export function leavesOf(value: unknown, steps: readonly Step[] = []): Leaf[] {
  if (typeof value !== "object" || value === null) return [{ steps, value }];
  const members: [Step, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.flatMap(([step, member]) => leavesOf(member, [...steps, step]));
}

/** A copy of a value with another one in place of some of its leaves. */
export function withLeaves(whole: object, leaves: readonly Leaf[], value: unknown): object {
  const copy = structuredClone(whole);
  for (const { steps } of leaves) {
    const holder = steps.slice(0, -1).reduce((part: object, step) => Object(Reflect.get(part, step)), copy);
    Reflect.set(holder, steps.at(-1) ?? "", value);
  }
  return copy;
}
