import type { ActionRules } from "@mdmkit/unified/vendor";

const COMPUTERS = ["windows", "macos", "linux"] as const;

/** What an agent does. NinjaOne locks and erases phones in its console, but has no endpoints for it. */
export const ACTION_RULES = {
  restart: { platforms: COMPUTERS, note: "A normal restart, which an open document may delay." },
  sync: {
    platforms: COMPUTERS,
    note: "Looks for patches of the system. The inventory cannot be refreshed.",
  },
  updateOs: {
    platforms: COMPUTERS,
    note: "Applies all patches of the system that are approved; one of them cannot be chosen.",
  },
  assignUser: { inputs: { user_id: {} }, note: "Null removes the assigned user." },
  retire: { note: "Decommissions the device. Its record stays, as removed." },
} as const satisfies ActionRules;
