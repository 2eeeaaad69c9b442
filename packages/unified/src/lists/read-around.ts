import type { PageRequest, SplitBudget } from "../contract/resource-contract.ts";
import type { Load, Loaded, Span, SplitOptions } from "./read-parts.ts";
import { isServerError } from "./server-error.ts";

export type { Span } from "./read-parts.ts";

/** Vendor requests that a walk may spend on pages that fail: enough for about a dozen records. */
const MOST_REQUESTS = 200;

export const createSplitBudget = (): SplitBudget => ({ requests: MOST_REQUESTS });

/**
 * Reads a page that may contain a record which the vendor cannot serve. Where the page fails for good, it is read in
 * ever smaller parts, until the record is alone; `null` stands in its place. Throws the error of the page when nothing around
 * the record can be read either, when the budget is used up, and where there is none.
 */
export async function readAround<Raw>(
  span: Span,
  { split: budget, aligned = false }: Pick<PageRequest<never>, "split"> & SplitOptions,
  load: Load<Raw>,
): Promise<Loaded<Raw>> {
  try {
    return await load(span, {});
  } catch (error) {
    if (!isServerError(error) || !budget) throw error;
    const { readParts } = await import("./read-parts.ts");
    return readParts(span, { budget, aligned, error, load });
  }
}
