import { isRecord } from "@mdmkit/runtime";

/** The value at a path such as `owner.name`. For an array, the values of its items. */
export function valueAt(record: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (Array.isArray(value)) {
      return value
        .map((member: unknown) => (isRecord(member) ? member[name] : undefined))
        .filter((member) => member != null);
    }
    return isRecord(value) ? value[name] : undefined;
  }, record);
}

/** Text for a table: `-` for a value the vendor does not provide, `none` for an empty value, or the value. */
export function display(value: unknown): string {
  if (value === undefined) return "-";
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(display).join(", ");
  if (!isRecord(value)) return String(value);
  const [first] = Array.isArray(value.emails) ? value.emails : [];
  const address = isRecord(first) ? first.email : undefined;
  const label = [value.name, value.email, value.title, value.content, address, value.id].find(
    (part) => typeof part === "string",
  );
  return typeof label === "string" ? label : JSON.stringify(value);
}

/** `2026-10-31 14:22`, in UTC. */
export function displayTime(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 16).replace("T", " ") : display(value);
}

/** A record with only the given paths. Absent values stay absent. */
export function pickPaths(record: unknown, paths: readonly string[]): object {
  return paths.reduce<Record<string, unknown>>((picked, path) => {
    merge(picked, record, path.split("."));
    return picked;
  }, {});
}

function merge(target: Record<string, unknown>, source: unknown, [name, ...rest]: readonly string[]): void {
  if (name === undefined || !isRecord(source) || !Object.hasOwn(source, name)) return;
  const value = source[name];
  target[name] = rest.length === 0 ? value : pickNested(value, target[name], rest);
}

function pickNested(value: unknown, picked: unknown, rest: readonly string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((member, index) =>
      pickNested(member, Array.isArray(picked) ? picked[index] : undefined, rest),
    );
  }
  if (!isRecord(value)) return value;
  const target: Record<string, unknown> = isRecord(picked) ? picked : {};
  merge(target, value, rest);
  return target;
}
