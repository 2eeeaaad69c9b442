/** The values of a body at some paths: `a.b` is a property, `a[].b` one of each item, `a.*.b` one of each value. */
export function secretsIn(body: unknown, paths: readonly string[] = []): string[] {
  const found = paths.flatMap((path) => valuesAt(body, path.split(/\.|(?=\[\])/)));
  return [...new Set(found.map(String))].filter((value) => value !== "");
}

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return typeof value === "string" || typeof value === "number" ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  const inner = name === "[]" || name === "*" ? Object.values(value) : [Reflect.get(value, name)];
  return inner.flatMap((each) => valuesAt(each, rest));
}

/** What a vendor says of a request, with the secrets of the request masked: vendors repeat in errors what they were sent. */
export function conceal<Said extends object>(said: Said, secrets: readonly string[]): Said {
  // The longer first, of which a shorter one may be a part.
  const forms = secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .toSorted((one, other) => other.length - one.length);
  const copy = { ...said };
  for (const [name, value] of Object.entries(said))
    if (typeof value === "string")
      Reflect.set(
        copy,
        name,
        forms.reduce((text, form) => text.replaceAll(form, "***"), value),
      );
  return copy;
}
