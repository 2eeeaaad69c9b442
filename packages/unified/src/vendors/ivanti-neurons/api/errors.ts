import { createVendorErrors } from "@mdmkit/unified/vendor";

export const { invalidInput, invalidCursor, invalidResponse, notFound } = createVendorErrors(
  "ivanti-neurons",
  "the API of Ivanti Neurons for MDM",
);

/** What the vendor's guide says of platforms, for actions without a check. */
export const ONLY = {
  supervisedIos: { unsupported: "Only supervised iPhones and iPads can be restarted." },
  assignable: {
    unsupported: "Only Android devices and supervised iPhones and iPads can be assigned to another user.",
  },
};
export const NO_LOCK_MESSAGE = {
  unsupported: "This device cannot show a message when it is locked. Lock it without `message`.",
};
export const NO_SPACE = {
  unsupported: "Sending a message requires a device space, and the device is in none.",
};
