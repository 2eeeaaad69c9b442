import { type ActionRules, MAC_PIN, MOBILE_APPLE } from "@mdmkit/unified/vendor";

const REQUIRED = { need: "required" } as const;

/** Where the vendor has a check of its own, that decides for which devices an action works. */
export const ACTION_RULES = {
  lock: { inputs: { pin: MAC_PIN, message: {}, phone_number: {} } },
  erase: { inputs: { pin: MAC_PIN } },
  restart: { platforms: MOBILE_APPLE, supervised: true },
  clearPasscode: {
    inputs: { new_passcode: {} },
    note: "`new_passcode` has six to eight letters and digits. Agents older than 92 set 0000 instead.",
  },
  sendMessage: { inputs: { message: REQUIRED } },
  enableLostMode: {
    platforms: MOBILE_APPLE,
    inputs: { message: REQUIRED, phone_number: {}, footnote: {} },
    note: "`footnote` must have at most 15 characters.",
  },
  assignUser: {
    platforms: [...MOBILE_APPLE, "android"],
    inputs: { user_id: REQUIRED },
    note: "Apple devices must be supervised.",
  },
  updateOs: { platforms: MOBILE_APPLE, inputs: { version: REQUIRED } },
  unlock: {},
  retire: {},
  sync: {},
  disableLostMode: {},
} as const satisfies ActionRules;
