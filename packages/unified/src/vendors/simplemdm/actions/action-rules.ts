import { type ActionRules, MAC_PIN, MOBILE_APPLE } from "@mdmkit/unified/vendor";

/** SimpleMDM takes the PIN that the caller chooses, and shows it nowhere afterwards. */
export const ACTION_RULES = {
  lock: { inputs: { pin: MAC_PIN, message: {}, phone_number: {} } },
  erase: {
    inputs: { pin: { platforms: ["macos"], need: "conditional" } },
    note: "A Mac without a T2 chip or Apple silicon requires a `pin`; others do not ask for it afterwards.",
  },
  retire: { note: "Ends management. The record stays, as removed." },
  restart: { supervised: true },
  shutdown: { supervised: true },
  sync: { note: "Asks the device for its inventory." },
  clearPasscode: { platforms: MOBILE_APPLE },
  enableLostMode: {
    platforms: MOBILE_APPLE,
    supervised: true,
    inputs: { message: {}, phone_number: {}, footnote: {} },
    oneOf: ["message", "phone_number"],
  },
  disableLostMode: { platforms: MOBILE_APPLE, supervised: true },
  updateOs: {
    supervised: true,
    inputs: {
      install_action: {
        platforms: ["macos"],
        values: ["download_only", "install_asap", "install_force_restart"],
      },
    },
    note: "Installs the newest version. A Mac installs it as soon as possible, unless `install_action` says otherwise.",
  },
} as const satisfies ActionRules;
