import type { Call } from "../../args/call.ts";
import { CommandError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";

/** What is said of a vendor that lacks one. */
const REFUSALS = {
  members: "does not list the members of a group",
  criteria: "does not show the criteria of its groups",
  add_members: "does not support this",
  remove_members: "does not support this",
  set_criteria: "does not support this",
} as const;

/** Refuses a command on groups that the vendor of the account has no call for, before anything is sent. */
export async function assertGroupCapability(call: Call, capability: keyof typeof REFUSALS): Promise<void> {
  const { name, capabilities } = await call.support();
  if (capabilities.groups[capability]) return;
  throw new CommandError(`${name} ${REFUSALS[capability]}.`, { exitCode: EXIT.refused });
}
