import { randomBytes } from "node:crypto";
import { type ActionResult, fromWireAction } from "@mdmkit/unified";
import type { FleetActions, UseConnection } from "./fleet.ts";

const KEY_BYTES = 32;
/** The one caller of this process. */
const CALLER = "local";

/** Typed loosely: inputs are checked against the document before any request. */
type Act = { act(id: string, call: object): Promise<ActionResult> }["act"];

/** Actions of this process: its plans are lost with it. */
export function createLocalActions(use: UseConnection): FleetActions {
  const used = new Set<string>();
  return {
    caller: CALLER,
    key: randomBytes(KEY_BYTES),
    async redeem(plan) {
      const isFirst = !used.has(plan);
      used.add(plan);
      return isFirst;
    },
    act({ account, id, action, inputs, dryRun, confirm, ifUnchanged }, signal) {
      const name = fromWireAction(action);
      return use(account, { capability: `devices.${name}`, signal }, (mdm) => {
        const act: Act = mdm.devices[name];
        return act(id, {
          ...inputs,
          ...{ dryRun, signal },
          ...(confirm !== undefined && { confirm }),
          ...(ifUnchanged && { ifUnchanged }),
        });
      });
    },
  };
}
