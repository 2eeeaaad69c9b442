import { NotFoundError } from "@mdmkit/runtime";
import type { FleetSource } from "./fleet-source.ts";

export type Confirmation = {
  /** Ids that are gone. */
  readonly gone: readonly string[];
  /** Ids that the vendor still has: the list was short, though it looked complete. */
  readonly found: number;
};

/** How many records are read to confirm that they are gone: all, or as many of them, spread evenly. */
const SAMPLE = 20;

/**
 * Asks the vendor for records that a complete list lacks. If one of many is still there, the list cannot be trusted, and only those
 * are gone that were read. Rejects when a read fails otherwise. Without `read`, the list is trusted only if it lacks few of the known.
 */
export async function confirmMissing(
  unseen: readonly string[],
  { known, read }: { readonly known: number; readonly read: FleetSource["get"] },
): Promise<Confirmation> {
  if (!read) return isPlausible(unseen.length, known) ? { gone: unseen, found: 0 } : { gone: [], found: 0 };
  const step = Math.max(1, unseen.length / SAMPLE);
  const sample = unseen.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const gone: string[] = [];
  for (const id of sample) if (!(await exists(id, read))) gone.push(id);
  const found = sample.length - gone.length;
  return { gone: found === 0 ? unseen : gone, found };
}

/** Without reads, a list that lacks most records is taken for a failure of the vendor. */
function isPlausible(unseen: number, known: number): boolean {
  return unseen * 2 <= known;
}

async function exists(id: string, read: (id: string) => Promise<unknown>): Promise<boolean> {
  try {
    await read(id);
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}
