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

/** The text that an id was made of. */
export function fromUrlSafeId(id: string): string {
  return id.replace(/~(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g, (_, long?: string, short?: string) =>
    String.fromCharCode(Number.parseInt(long ?? short ?? "", 16)),
  );
}

/** The id of a tag as a group, where devices name their tags by text. */
export const tagId = (name: string): string => urlSafeId(`tag:${name}`);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether an id is a UUID, which Microsoft calls GUID. */
export const isUuid = (id: unknown): id is string => typeof id === "string" && UUID.test(id);
