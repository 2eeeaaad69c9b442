import { createDraw } from "../../fleet/draw.ts";

export type IdSource = { seed: number; kind: string; index: number; createdAt: number };

/** A MongoDB ObjectId: seconds, five bytes of its process, and the record's index as the counter. */
export function objectId({ seed, kind, index, createdAt }: IdSource): string {
  const seconds = Math.floor(createdAt / 1000)
    .toString(16)
    .padStart(8, "0");
  const host = createDraw({ seed, kind: `applivery-${kind}`, index: 0 }).hex("process", 10);
  return seconds + host + index.toString(16).padStart(6, "0");
}

/** The index in such an id. */
export function indexOfId(id: string): number {
  return Number.parseInt(id.slice(-6), 16);
}
