/**
 * Whether two values of a field say the same. Members that one of two objects lacks are not compared: it does not know
 * them. The order in arrays means nothing in the model; their members have no identity and are compared whole.
 */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other || one === undefined || other === undefined) return true;
  if (!isPlain(one) || !isPlain(other)) return canonical(one) === canonical(other);
  return Object.entries(one).every(([name, value]) => isSameValue(value, Reflect.get(other, name)));
}

/** Whether two values are equal to the last member, as JSON has them, whatever the order in objects and arrays. */
export function isEqualValue(one: unknown, other: unknown): boolean {
  return one === other || canonical(one) === canonical(other);
}

/** An object whose members are all there is to it: no array, and no date or such that JSON has otherwise. */
function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("toJSON" in value);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (!isPlain(value)) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${members
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`)
    .sort()
    .join()}}`;
}
