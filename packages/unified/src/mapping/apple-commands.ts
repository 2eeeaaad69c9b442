import type { ActionStatus } from "../contract/model.ts";

/** What a device responds to a command of Apple's protocol, and the word of servers for one that waits. */
export const APPLE_COMMANDS: Readonly<Record<string, ActionStatus>> = {
  Pending: "pending",
  Idle: "pending",
  NotNow: "pending",
  Acknowledged: "completed",
  Error: "failed",
  CommandFormatError: "failed",
};
