/**
 * An id that a URL can hold without encoding, because many clients do not encode the ids that they put into paths. Letters, digits,
 * `.`, `_`, `:` and `-` stay; any other character becomes `~` and its code, as in `App~20Store` or `~u65E5`. Different texts give
 * different ids.
 */
export function urlSafeId(text: string): string {
  return text.replace(/[^\w.:-]/g, (unit) => {
    const code = unit.charCodeAt(0).toString(16).toUpperCase();
    return code.length > 2 ? `~u${code.padStart(4, "0")}` : `~${code.padStart(2, "0")}`;
  });
}
