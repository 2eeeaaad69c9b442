const MASK = "***";

/** A copy of a body with its secrets masked; null when there is none. */
export function maskSecrets(body: unknown, paths: readonly string[] = []): unknown {
  return paths.reduce(mask, body) ?? null;
}

/** A copy of a value with what stands at a path masked: `a.b`, `a[].b` for each item, `a.*.b` for each value. */
function mask(value: unknown, path: string): unknown {
  if (path === "") return value === null || value === undefined ? value : MASK;
  const [, each, name = "", rest = ""] = /^(\[\])?\.?([^.[]*)(.*)$/.exec(path) ?? [];
  if (each) return Array.isArray(value) ? value.map((item) => mask(item, path.slice(2))) : value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      name === "*" || name === key ? mask(inner, rest) : inner,
    ]),
  );
}
