import { isRecord, type Planned } from "@mdmkit/unified/vendor";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import type { IvantiNeuronsPlan, IvantiNeuronsStep } from "../generated/api/client.ts";

/** Plans an action or a deletion, of which the vendor returns no id. */
export function planAction(step: IvantiNeuronsStep): IvantiNeuronsPlan {
  return { ...step, commandId: confirmation };
}

/** For actions without a check of the vendor's: the state decides, if it is known. */
export function whileManaged(
  { registrationState }: IvantiNeuronsDeviceRecord,
  step: IvantiNeuronsStep,
): Planned<IvantiNeuronsStep> {
  return registrationState && !MANAGED.has(registrationState) ? NOT_MANAGED : planAction(step);
}

const MANAGED = new Set(["ACTIVE", "RETIRE_CANCELED", "WIPE_CANCELED"]);

const NOT_MANAGED = {
  unsupported: "The device is not managed any more: it is retired or wiped, or about to be.",
};

/** The client throws for a `result` that means failure. Any other confirms the action: a count, true, or a list without rejections. */
function confirmation(response: unknown): null | undefined {
  return isRecord(response) && "result" in response && response.result != null ? null : undefined;
}
