import { createDraw, type Draw } from "../../../fleet/draw.ts";
import { hardwareUuid } from "../../../fleet/identifiers.ts";
import type { DeviceType } from "../inventory.ts";

type CommandState = "PENDING" | "NOT_NOW" | "ACKNOWLEDGED" | "ERROR" | "COMMAND_FORMAT_ERROR";

/** A command sent to a device. PINs, tokens and messages are not kept. */
export type Command = {
  readonly uuid: string;
  readonly type: string;
  readonly kind: DeviceType;
  /** The device's id in Jamf Pro. */
  readonly id: string;
  readonly managementId: string;
  readonly at: number;
  state: CommandState;
  /** When the device gave its final response; null before. */
  completedAt: number | null;
};

export type Commands = {
  readonly all: readonly Command[];
  add(order: Pick<Command, "type" | "kind" | "id" | "managementId">): Command;
  /** Cancels the commands of some devices that are in one of these states. */
  flush(kind: DeviceType, which: { ids: readonly string[]; states: readonly CommandState[] }): void;
  /** Lets the device check in once: its next response to the command. The clock may stand still, so reads count. */
  checkIn(uuid: string): void;
};

/** The responses of devices to a command, check-in by check-in: most succeed, some later, some fail. */
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
