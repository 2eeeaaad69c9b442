import { type ActionRules, APPLE, MAC_PIN, MOBILE_APPLE } from "@mdmkit/unified/vendor";

/** A Mac that is locked gets a PIN from the service; one that is erased takes the caller's. */
export const ACTION_RULES = {
  lock: {
    platforms: [...APPLE, "android"],
    note: "Android devices must be the company's. The PIN of a Mac is in `deviceActionResults` of `raw.getManagedDevice`.",
  },
  erase: { inputs: { pin: MAC_PIN } },
  restart: { supervised: true },
  shutdown: { supervised: true },
  clearPasscode: {
    platforms: [...MOBILE_APPLE, "android"],
    note: "Android gets a new passcode, which is in `deviceActionResults` of `raw.getManagedDevice`.",
  },
  clearActivationLock: { platforms: APPLE },
  sendMessage: { platforms: [...MOBILE_APPLE, "android"], inputs: { message: { need: "required" } } },
  enableLostMode: {
    platforms: MOBILE_APPLE,
    supervised: true,
    inputs: { message: {}, phone_number: {}, footnote: {} },
    oneOf: ["message", "phone_number"],
  },
  disableLostMode: { platforms: MOBILE_APPLE, supervised: true },
  assignUser: { inputs: { user_id: {} } },
  retire: {},
  sync: {},
} as const satisfies ActionRules;
