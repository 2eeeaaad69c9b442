import { isRecord, type Unsupported } from "@mdmkit/unified/vendor";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import type { IvantiNeuronsPlan } from "../generated/api/client.ts";

type Step = IvantiNeuronsPlan["steps"][number];

/** Plans an action or a deletion, of which the vendor returns no id. */
export function planAction(step: Step): IvantiNeuronsPlan {
  return { steps: [step], commandId: confirmation };
}

/** For actions without a check of the vendor's: the state decides, if it is known. */
export function whileManaged(
  { registrationState }: IvantiNeuronsDeviceRecord,
  step: Step,
): IvantiNeuronsPlan | Unsupported {
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
