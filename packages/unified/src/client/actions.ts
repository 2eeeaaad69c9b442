import { ACTION_NAMES, type ActionName } from "../contract/actions.ts";
import type { NoteDrift } from "../contract/drift.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { ActionCall } from "../writes/act.ts";
import type { CommandCall } from "../writes/command.ts";

/** Creates a method for every action, and the one that reads a command. What they consist of loads with the first call. */
export function createActions(vendor: Vendor, onDrift?: NoteDrift): Record<string, unknown> {
  const methodOf = <Name extends ActionName>(name: Name) => [
    name,
    async (...[id, call]: ActionCall<Name>) =>
      (await import("../writes/act.ts")).act(vendor, name, id, call ?? {}),
  ];
  return {
    ...Object.fromEntries(ACTION_NAMES.map(methodOf)),
    command: async (...call: CommandCall) =>
      (await import("../writes/command.ts")).readCommand({ vendor, onDrift }, ...call),
  };
}
