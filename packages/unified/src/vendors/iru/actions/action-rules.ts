import { type ActionRules, MAC_PIN, type TakenInput } from "@mdmkit/unified/vendor";

const MOBILE = ["ios", "ipados"] as const;
const SUPERVISED = "The device must be supervised.";

/** A Mac that is locked gets a PIN from Iru; one that is erased takes the caller's. */
export const ACTION_RULES = {
  lock: {
    inputs: { message: {}, phone_number: {} },
    note: "The PIN of a Mac is read by `raw.getUnlockPin`. A Mac with Apple silicon needs macOS 11.5, or is deactivated.",
  },
  erase: { inputs: { pin: { ...MAC_PIN, need: "optional" } } },
  clearPasscode: { platforms: MOBILE },
  sync: { note: "Asks for the inventory." },
  enableLostMode: {
    platforms: MOBILE,
    inputs: { message: {}, phone_number: {}, footnote: {} },
    note: SUPERVISED,
  },
  disableLostMode: { platforms: MOBILE },
  retire: { note: "Deletes the record, too." },
  assignUser: { inputs: { user_id: {} }, note: "Null ends the assignment." },
} as const satisfies ActionRules;

export type Input<Name extends keyof typeof ACTION_RULES> = TakenInput<typeof ACTION_RULES, Name>;
