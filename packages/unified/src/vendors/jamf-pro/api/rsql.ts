/** A text as RSQL takes it, whatever it holds. */
export function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** Conditions that all have to hold; undefined when there is none. */
export function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length > 0 ? given.join(";") : undefined;
}

/** A field holds the text somewhere. Jamf compares without regard to case, and `*` stands for any text. */
export function contains(field: string, value: string): string {
  return `${field}==${quoted(`*${value}*`)}`;
}

/** One of several fields holds the text. */
export function anyContains(fields: readonly string[], value: string): string {
  return `(${fields.map((field) => contains(field, value)).join(",")})`;
}

/** A field is one of the texts. */
export function isOneOf(field: string, values: readonly string[]): string {
  return `${field}=in=(${values.map(quoted).join(",")})`;
}

/**
 * Whether a filter can hold a text. Jamf's text comparison is looser than ours (no case, and blanks count), so its filters only
 * narrow a list. They must leave out nothing that fits: a backslash, which databases read in their own ways, is not sent.
 */
export const isPlain = (value: string): boolean => value.trim() !== "" && !value.includes("\\");
