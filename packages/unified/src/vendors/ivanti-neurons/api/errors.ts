import { createVendorErrors, type Unsupported } from "@mdmkit/unified/vendor";
import type { IvantiNeuronsPlan } from "../generated/api/client.ts";
import type { IvantiNeuronsDevice } from "./record.ts";

export const { invalidInput, invalidCursor, invalidResponse } = createVendorErrors(
  "ivanti-neurons",
  "the API of Ivanti Neurons for MDM",
);

/** What the vendor's guide says of platforms, for actions without a check. */
export const ONLY = {
  ios: { unsupported: "Only iPhones and iPads have lost mode here." },
  supervisedIos: { unsupported: "Only supervised iPhones and iPads can be restarted." },
  assignable: {
    unsupported: "Only supervised iPhones and iPads and Android devices can be given to another user.",
  },
};
export const NO_LOCK_MESSAGE = {
  unsupported: "This device shows no message when it is locked; lock it without one.",
};
export const NO_SPACE = { unsupported: "The device is in no device space, which a message needs." };
const NOT_MANAGED = {
  unsupported: "The device is not managed any more: it is retired or wiped, or about to be.",
};

const MANAGED = new Set(["ACTIVE", "RETIRE_CANCELED", "WIPE_CANCELED"]);

/** For actions without a check of the vendor's: the state decides, where it is told. */
export function whileManaged(
  { registrationState }: IvantiNeuronsDevice,
  step: IvantiNeuronsPlan["steps"][number],
): IvantiNeuronsPlan | Unsupported {
  return registrationState && !MANAGED.has(registrationState) ? NOT_MANAGED : { steps: [step] };
}
