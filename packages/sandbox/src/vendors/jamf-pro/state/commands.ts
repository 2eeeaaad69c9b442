import { createDraw } from "../../../fleet/draw.ts";
import { hardwareUuid } from "../../../fleet/identifiers.ts";
import type { Kind } from "./layout.ts";

/** An order given to a device. PINs, tokens and messages are not kept. */
export type Command = {
  readonly uuid: string;
  readonly type: string;
  readonly kind: Kind;
  /** The device's id in Jamf Pro. */
  readonly id: string;
  readonly managementId: string;
  readonly at: number;
  state: "PENDING" | "ACKNOWLEDGED" | "ERROR";
};

export type Commands = {
  readonly all: readonly Command[];
  add(order: Pick<Command, "type" | "kind" | "id" | "managementId">): Command;
};

export function createCommands(seed: number, now: () => number): Commands {
  const all: Command[] = [];
  return {
    all,
    add(order) {
      const draw = createDraw({ seed, kind: "jamf-command", index: all.length });
      const uuid = hardwareUuid(draw).toLowerCase();
      const command: Command = { ...order, uuid, at: now(), state: "PENDING" };
      all.push(command);
      return command;
    },
  };
}
