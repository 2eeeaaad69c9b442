import { type ActionRules, APPLE, MOBILE_APPLE } from "@mdmkit/unified/vendor";

const PREMIUM = "Requires Fleet Premium.";
const SCRIPTS = "Windows and Linux do it by a script, so that scripts must be enabled on the host.";

export const ACTION_RULES = {
  lock: {
    platforms: ["macos", "windows", "linux"],
    note: `${PREMIUM} The PIN of a Mac is returned by \`raw.unlockHost\`, as often as it is asked. ${SCRIPTS}`,
  },
  unlock: {
    platforms: ["windows", "linux"],
    note: `${PREMIUM} A Mac is unlocked by its PIN, which \`raw.unlockHost\` returns. ${SCRIPTS}`,
  },
  erase: {
    platforms: [...APPLE, "windows", "linux"],
    note: `${PREMIUM} Refused while the host is locked, and for personal devices.`,
  },
  enableLostMode: {
    platforms: MOBILE_APPLE,
    note: `${PREMIUM} Shows the name of the organization. Requires automated enrollment.`,
  },
  disableLostMode: { platforms: MOBILE_APPLE, note: PREMIUM },
  restart: { platforms: [...APPLE, "windows"], supervised: true, note: "An MDM command." },
  shutdown: { platforms: APPLE, supervised: true, note: "An MDM command." },
  retire: { platforms: [...APPLE, "android"], note: "Turns MDM off. An agent stays." },
  assignUser: {
    inputs: { user_id: {} },
    note: "Without Fleet Premium the address is kept beside that of the identity provider, and cannot be removed.",
  },
  sync: {},
} as const satisfies ActionRules;
