import { type ActionRules, MAC_PIN, MOBILE_APPLE, type TakenInput } from "@mdmkit/unified/vendor";

/** Jamf can install an update at a time that is named, but not at a quiet one. */
export const ACTION_RULES = {
  lock: { inputs: { pin: MAC_PIN, message: {}, phone_number: {} } },
  erase: {
    inputs: { pin: { platforms: ["macos"], need: "conditional" } },
    note: "A Mac without Apple silicon requires a `pin`.",
  },
  restart: { supervised: true },
  shutdown: { supervised: true },
  clearPasscode: { platforms: MOBILE_APPLE, note: "The server must have the unlock token of the device." },
  enableLostMode: {
    platforms: MOBILE_APPLE,
    supervised: true,
    inputs: { message: {}, phone_number: {}, footnote: {} },
    oneOf: ["message", "phone_number"],
  },
  disableLostMode: { platforms: MOBILE_APPLE, supervised: true },
  assignUser: { inputs: { user_id: {} } },
  updateOs: {
    inputs: {
      version: {},
      install_action: { values: ["download_only", "install_asap", "install_force_restart"] },
    },
    note: "`version` defaults to the newest, `install_action` to `install_asap`.",
  },
  retire: {},
  sync: {},
} as const satisfies ActionRules;

export type Input<Name extends keyof typeof ACTION_RULES> = TakenInput<typeof ACTION_RULES, Name>;
