import { createVendorErrors } from "@mdmkit/unified/vendor";

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
