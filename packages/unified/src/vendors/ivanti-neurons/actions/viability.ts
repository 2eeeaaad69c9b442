import type { Device as Row } from "@mdmkit/ivanti-neurons";
import { list, type Unsupported } from "@mdmkit/unified/vendor";
import { listPart } from "../api/responses.ts";
import type { IvantiNeuronsApi } from "../generated/api/client.ts";

/** The checks by GET: each lists the devices that can not take its action, so an empty list is good news. */
export type ViabilityCheck =
  | "checkDisableLostModeViability"
  | "checkForceCheckinViability"
  | "checkLockViability"
  | "checkOsUpdateViability"
  | "checkRetireViability"
  | "checkWipeViability";

/** Asks the vendor whether a device can take an action; undefined when it can. */
export async function objectionTo(
  client: IvantiNeuronsApi,
  check: ViabilityCheck,
  id: number,
): Promise<Unsupported | undefined> {
  const query = { checkViability: true as const, ids: [id] };
  const { rows, total } = listPart(await client[check]({ query }), check);
  if (rows.length === 0 && !total) return undefined;
  const codes = rows.flatMap(({ actionExceptionCodes }: Row) => list(actionExceptionCodes));
  const suffix = codes.length > 0 ? ` (${codes.join(", ")})` : "";
  return {
    unsupported: `Ivanti Neurons for MDM reports that this device cannot receive the command now${suffix}.`,
  };
}
