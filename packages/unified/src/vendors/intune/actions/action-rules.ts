import { type ActionRules, MAC_PIN, type TakenInput } from "@mdmkit/unified/vendor";

const MOBILE_APPLE = ["ios", "ipados"] as const;
const APPLE = ["macos", ...MOBILE_APPLE] as const;
const SUPERVISED = "iPhones and iPads must be supervised.";

/** A Mac that is locked gets a PIN from the service; one that is erased takes the caller's. */
export const ACTION_RULES = {
  lock: {
    platforms: [...APPLE, "android"],
    note: "Android devices must be the company's. The PIN of a Mac is in `deviceActionResults` of `raw.getManagedDevice`.",
  },
  erase: { inputs: { pin: MAC_PIN } },
  restart: { note: SUPERVISED },
  shutdown: { note: SUPERVISED },
  clearPasscode: {
    platforms: [...MOBILE_APPLE, "android"],
    note: "Android gets a new passcode, which is in `deviceActionResults` of `raw.getManagedDevice`.",
  },
  clearActivationLock: { platforms: APPLE },
  sendMessage: { platforms: [...MOBILE_APPLE, "android"], inputs: { message: { need: "required" } } },
  enableLostMode: {
    platforms: MOBILE_APPLE,
    inputs: { message: {}, phone_number: {}, footnote: {} },
    note: `Requires a \`message\` or a \`phone_number\`. ${SUPERVISED}`,
  },
  disableLostMode: { platforms: MOBILE_APPLE, note: SUPERVISED },
  assignUser: { inputs: { user_id: {} } },
} as const satisfies ActionRules;

export type Input<Name extends keyof typeof ACTION_RULES> = TakenInput<typeof ACTION_RULES, Name>;
