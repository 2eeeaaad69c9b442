/** The value at a path such as `owner.name`; arrays give the values of their members. */
export function valueAt(record: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (Array.isArray(value)) {
      return value
        .map((member: unknown) => (isObject(member) ? member[name] : undefined))
        .filter((member) => member != null);
    }
    return isObject(value) ? value[name] : undefined;
  }, record);
}

/**
 * A value for people. The three answers a field can give stay apart: `-` the vendor cannot tell, `none` the vendor
 * says there is none, or the value.
 */
export function display(value: unknown): string {
  if (value === undefined) return "-";
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(display).join(", ");
  if (!isObject(value)) return String(value);
  const [first] = Array.isArray(value.emails) ? value.emails : [];
  const address = isObject(first) ? first.email : undefined;
  const label = [value.name, value.email, value.title, value.content, address, value.id].find(
    (part) => typeof part === "string",
  );
  return typeof label === "string" ? label : JSON.stringify(value);
}

/** `2026-10-31 14:22`, in UTC as the vendor's time is. */
export function displayTime(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 16).replace("T", " ") : display(value);
}

/** The parts of a record at the given paths, nested as they were; absent stays absent. */
export function pickPaths(record: unknown, paths: readonly string[]): object {
  return paths.reduce<Record<string, unknown>>((picked, path) => {
    merge(picked, record, path.split("."));
    return picked;
  }, {});
}

function merge(target: Record<string, unknown>, source: unknown, [name, ...rest]: readonly string[]): void {
  if (name === undefined || !isObject(source) || !Object.hasOwn(source, name)) return;
  const value = source[name];
  target[name] = rest.length === 0 ? value : inner(value, target[name], rest);
}

function inner(value: unknown, already: unknown, rest: readonly string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((member, index) =>
      inner(member, Array.isArray(already) ? already[index] : undefined, rest),
    );
  }
  if (!isObject(value)) return value;
  const picked: Record<string, unknown> = isObject(already) ? already : {};
  merge(picked, value, rest);
  return picked;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
