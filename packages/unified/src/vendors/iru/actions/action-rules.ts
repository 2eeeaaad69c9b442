import { type ActionRules, MAC_PIN, MOBILE_APPLE } from "@mdmkit/unified/vendor";

/** A Mac that is locked gets a PIN from Iru; one that is erased takes the caller's. */
export const ACTION_RULES = {
  lock: {
    inputs: { message: {}, phone_number: {} },
    note: "The PIN of a Mac is read by `raw.getUnlockPin`. A Mac with Apple silicon needs macOS 11.5, or is deactivated.",
  },
  erase: { inputs: { pin: { ...MAC_PIN, need: "optional" } } },
  clearPasscode: { platforms: MOBILE_APPLE },
  sync: { note: "Asks for the inventory." },
  enableLostMode: {
    platforms: MOBILE_APPLE,
    supervised: true,
    inputs: { message: {}, phone_number: {}, footnote: {} },
  },
  disableLostMode: { platforms: MOBILE_APPLE },
  retire: { note: "Deletes the record, too." },
  assignUser: { inputs: { user_id: {} }, note: "Null ends the assignment." },
  restart: {},
  shutdown: {},
} as const satisfies ActionRules;
