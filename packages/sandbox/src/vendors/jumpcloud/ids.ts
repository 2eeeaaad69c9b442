import { createDraw } from "../../fleet/draw.ts";

export type IdSource = { seed: number; kind: string; index: number; createdAt: number };

/**
 * A MongoDB ObjectId: seconds, five bytes of its process, a counter. Ids of one kind sort by age, and the counter
 * is the record's index.
 */
export function objectId({ seed, kind, index, createdAt }: IdSource): string {
  const seconds = Math.max(0, Math.floor(createdAt / 1000))
    .toString(16)
    .padStart(8, "0");
  const host = createDraw({ seed, kind: `id-${kind}`, index: 0 }).hex("process", 10);
  return seconds + host + index.toString(16).padStart(6, "0");
}

/** The index inside such an id. */
export const indexOfId = (id: string): number => Number.parseInt(id.slice(-6), 16);

/** The same twelve bytes in base64, as Google EMM sends ids; may hold `/` and `+`. */
export function base64Id(source: IdSource): string {
  const bytes = objectId(source).match(/../g) ?? [];
  return btoa(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16))));
}

/** The index inside such an id; NaN for another text. */
export function indexOfBase64Id(id: string): number {
  try {
    const bytes = [...atob(id)].map((char) => char.charCodeAt(0).toString(16).padStart(2, "0"));
    return Number.parseInt(bytes.join("").slice(-6), 16);
  } catch {
    return Number.NaN;
  }
}
