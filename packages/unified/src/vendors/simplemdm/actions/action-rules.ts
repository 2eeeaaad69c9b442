import { type ActionRules, MAC_PIN, type TakenInput } from "@mdmkit/unified/vendor";

const MOBILE = ["ios", "ipados"] as const;
const SUPERVISED = "iPhones and iPads must be supervised.";

/** SimpleMDM takes the PIN that the caller chooses, and shows it nowhere afterwards. */
export const ACTION_RULES = {
  lock: { inputs: { pin: MAC_PIN, message: {}, phone_number: {} } },
  erase: {
    inputs: { pin: { platforms: ["macos"], need: "conditional" } },
    note: "A Mac without a T2 chip or Apple silicon requires a `pin`; others do not ask for it afterwards.",
  },
  retire: { note: "Ends management. The record stays, as removed." },
  restart: { note: SUPERVISED },
  shutdown: { note: SUPERVISED },
  sync: { note: "Asks the device for its inventory." },
  clearPasscode: { platforms: MOBILE },
  enableLostMode: {
    platforms: MOBILE,
    inputs: { message: {}, phone_number: {}, footnote: {} },
    note: "The device must be supervised. A `message` or a `phone_number` is required.",
  },
  disableLostMode: { platforms: MOBILE, note: SUPERVISED },
  updateOs: {
    inputs: {
      install_action: {
        platforms: ["macos"],
        values: ["download_only", "install_asap", "install_force_restart"],
      },
    },
    note: `Installs the newest version. A Mac installs it as soon as possible, unless \`install_action\` says otherwise. ${SUPERVISED}`,
  },
} as const satisfies ActionRules;

export type Input<Name extends keyof typeof ACTION_RULES> = TakenInput<typeof ACTION_RULES, Name>;
