import { type ActionRules, APPLE, MAC_PIN } from "@mdmkit/unified/vendor";

const REQUIRED = { need: "required" } as const;

/** Apple names an update by its product key; there is no "newest". A passcode is cleared by setting another one. */
export const ACTION_RULES = {
  lock: { inputs: { pin: MAC_PIN } },
  erase: { inputs: { pin: MAC_PIN } },
  retire: { platforms: APPLE },
  shutdown: { platforms: [...APPLE, "windows", "linux"] },
  clearPasscode: { platforms: ["android"], inputs: { new_passcode: REQUIRED } },
  clearActivationLock: { platforms: APPLE },
  updateOs: { platforms: APPLE, inputs: { product_key: REQUIRED, install_action: REQUIRED } },
  assignUser: { inputs: { user_id: {} } },
  restart: {},
} as const satisfies ActionRules;
