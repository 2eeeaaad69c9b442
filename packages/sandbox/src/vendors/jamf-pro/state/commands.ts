import { createDraw, type Draw } from "../../../fleet/draw.ts";
import { hardwareUuid } from "../../../fleet/identifiers.ts";
import type { Kind } from "../inventory.ts";

export type CommandState = "PENDING" | "NOT_NOW" | "ACKNOWLEDGED" | "ERROR" | "COMMAND_FORMAT_ERROR";

/** An order given to a device. PINs, tokens and messages are not kept. */
export type Command = {
  readonly uuid: string;
  readonly type: string;
  readonly kind: Kind;
  /** The device's id in Jamf Pro. */
  readonly id: string;
  readonly managementId: string;
  readonly at: number;
  state: CommandState;
  /** When the device answered for good; null while it has not. */
  completedAt: number | null;
};

export type Commands = {
  readonly all: readonly Command[];
  add(order: Pick<Command, "type" | "kind" | "id" | "managementId">): Command;
  /** Cancels the commands of some devices that are in one of these states. */
  flush(kind: Kind, which: { ids: readonly string[]; states: readonly CommandState[] }): void;
  /** Lets the device check in once: what it says next of the command. The clock may stand still, so questions count. */
  checkIn(uuid: string): void;
};

/** What devices say of a command, check-in by check-in: most do as told, some later, some cannot. */
const COURSES: readonly (readonly CommandState[])[] = [
  ["ACKNOWLEDGED"],
  ["ACKNOWLEDGED"],
  ["NOT_NOW", "ACKNOWLEDGED"],
  ["ACKNOWLEDGED"],
  ["ERROR"],
  ["ACKNOWLEDGED"],
  ["NOT_NOW", "NOT_NOW", "ACKNOWLEDGED"],
  ["COMMAND_FORMAT_ERROR"],
];

export function createCommands(seed: number, now: () => number): Commands {
  const all: Command[] = [];
  const courses = new Map<string, CommandState[]>();
  return {
    all,
    add(order) {
      const draw = createDraw({ seed, kind: "jamf-command", index: all.length });
      const uuid = hardwareUuid(draw).toLowerCase();
      const command: Command = { ...order, uuid, at: now(), state: "PENDING", completedAt: null };
      all.push(command);
      courses.set(uuid, courseOf(draw));
      return command;
    },
    flush(kind, { ids, states }) {
      const isFlushed = (command: Command) =>
        command.kind === kind && ids.includes(command.id) && states.includes(command.state);
      all.splice(0, all.length, ...all.filter((command) => !isFlushed(command)));
    },
    checkIn(uuid) {
      const command = all.find((candidate) => candidate.uuid === uuid);
      const state = courses.get(uuid)?.shift();
      if (command === undefined || state === undefined) return;
      command.state = state;
      if (state !== "NOT_NOW") command.completedAt = now();
    },
  };
}

function courseOf(draw: Draw): CommandState[] {
  return [...(COURSES[draw.integer("course", { min: 0, max: COURSES.length - 1 })] ?? [])];
}
