import { createDraw } from "../../fleet/draw.ts";

type IdSource = { seed: number; kind: string; index: number };

/** A GUID with the record's index at its end, so that the order of ids is that of creation. */
export function guid({ seed, kind, index }: IdSource): string {
  const head = createDraw({ seed, kind: `intune-${kind}`, index: 0 }).hex("id", 8);
  return `${head}-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
}

/** The index in such an id, and in those of apps. */
export function indexOfId(id: string): number {
  return Number.parseInt(id.slice(-6), 16);
}
