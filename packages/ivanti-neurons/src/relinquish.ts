import { type CallOptions, ConfirmationError, ConflictError, InvalidInputError } from "@mdmkit/runtime";
import type { IvantiNeuronsOperations } from "./generated/client.ts";

/** What these calls need of a client. The vendor has one operation for both, which differ by a query parameter alone. */
type RelinquishingClient = Pick<IvantiNeuronsOperations, "relinquishOwnership">;

/** Counts which of these Android devices could be relinquished. Changes nothing. Unlike in all other checks, 0 means failure. */
export async function checkRelinquish(
  client: RelinquishingClient,
  { ids }: { ids: readonly number[] },
  options?: CallOptions,
): Promise<number> {
  const query = { checkViability: true as const, ids: checked(ids, "checkRelinquish") };
  return (await client.relinquishOwnership({ query }, options)).result;
}

/**
 * Removes the work profile and all policies from company-owned Android devices; afterwards the devices belong to their users.
 * `confirm` repeats the ids, in any order. Sends nothing unless every device is eligible; returns how many were relinquished.
 */
export async function relinquishOwnership(
  client: RelinquishingClient,
  { ids, confirm }: { ids: readonly number[]; confirm: readonly number[] },
  options?: CallOptions,
): Promise<number> {
  const origin = { vendor: "ivanti-neurons", operation: "relinquishOwnership" };
  const wanted = checked(ids, origin.operation);
  if (!isSame(wanted, confirm)) {
    const advice = "Repeat the ids of the devices to relinquish in `confirm`.";
    throw new ConfirmationError("`confirm` does not match `ids`.", {
      ...origin,
      advice,
      outcome: "not-sent",
    });
  }
  const eligible = await checkRelinquish(client, { ids: wanted }, options);
  if (eligible !== wanted.length) {
    const problem = `only ${eligible} of ${wanted.length} devices can be relinquished.`;
    const advice = "Leave out the devices that are not eligible.";
    throw new ConflictError(problem, { ...origin, advice, outcome: "not-sent" });
  }
  return (await client.relinquishOwnership({ query: { ids: wanted } }, options)).result;
}

/** Ids that can be sent as they are. Each counts once, as the vendor counts devices. */
function checked(ids: readonly number[], operation: string): number[] {
  if (ids.length > 0 && ids.every(Number.isSafeInteger)) return [...new Set(ids)];
  throw new InvalidInputError("`ids` must be a non-empty list of device ids, which are whole numbers.", {
    vendor: "ivanti-neurons",
    operation,
  });
}

function isSame(wanted: readonly number[], confirm: readonly number[]): boolean {
  const confirmed = new Set(confirm);
  return confirmed.size === wanted.length && wanted.every((id) => confirmed.has(id));
}
