import { type ActionRules, APPLE, MAC_PIN, MOBILE_APPLE } from "@mdmkit/unified/vendor";

const ON_APPLE = { platforms: APPLE } as const;

/** Apple names an update by its version; there is no "newest". */
export const ACTION_RULES = {
  lock: { inputs: { pin: MAC_PIN, message: ON_APPLE, phone_number: ON_APPLE } },
  erase: {
    inputs: { pin: MAC_PIN },
    note: "Android devices must be fully managed, and are no longer managed afterwards.",
  },
  restart: { note: "Apple devices must be supervised." },
  shutdown: { platforms: APPLE, note: "The device must be supervised." },
  sync: { platforms: [...APPLE, "windows"] },
  clearPasscode: {
    platforms: [...MOBILE_APPLE, "android"],
    inputs: { new_passcode: { platforms: ["android"] } },
  },
  sendMessage: { inputs: { message: { need: "required" } } },
  enableLostMode: {
    platforms: [...MOBILE_APPLE, "android"],
    inputs: { message: {}, phone_number: {}, footnote: { platforms: MOBILE_APPLE } },
    note: "Apple devices must be supervised and require a `message` or a `phone_number`.",
  },
  disableLostMode: { platforms: [...MOBILE_APPLE, "android"] },
  assignUser: { inputs: { user_id: {} }, note: "On AOSP devices, null removes the assigned user." },
  updateOs: { platforms: APPLE, inputs: { version: { need: "required" }, install_action: {} } },
  retire: {},
} as const satisfies ActionRules;
