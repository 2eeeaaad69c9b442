import type { VendorErrors } from "../contract/errors.ts";
import type { PrimaryCall } from "../contract/resource-contract.ts";

type Paged = { readonly operation: string; readonly parameter: string; readonly errors: VendorErrors };

/** Throws where the caller's query sets the parameter by which a list pages: the page would be that of another list. */
export function assertNotPaged({ operation, parameter, errors }: Paged, call: PrimaryCall | undefined): void {
  if (call?.query?.[parameter] != null)
    throw errors.invalidInput(operation, `The query parameter ${parameter} is set by the list.`);
}
