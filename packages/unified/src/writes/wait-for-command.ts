import { InvalidInputError, wait as waitFor } from "@mdmkit/runtime";
import type { ActionResult, CommandState } from "../contract/model.ts";

/** A source of command status: `mdm.devices` of a vendor that has commands. */
export type CommandSource = {
  /** The status of a command. */
  command(id: string, commandId: string, options?: { signal?: AbortSignal }): Promise<CommandState>;
};

/** How long, and how often, a command is asked for. */
export type WaitOptions = {
  /** Ends the wait. */
  signal?: AbortSignal;
  /** Maximum time to wait, in milliseconds. Default: 600,000 (ten minutes). */
  timeoutMs?: number;
  /** Milliseconds between the first two polls. Later intervals grow up to a minute. Default: 2,000. */
  intervalMs?: number;
  /** Waits. For tests. */
  wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds since 1970. For tests. */
  now?: () => number;
};

const LONGEST_PAUSE_MS = 60_000;

/**
 * Polls until the command is completed or has failed, and returns its last status. If the time is over, the status is still
 * `pending`. This is not an error: a device may check in days later.
 *
 * @example
 * const sent = await mdm.devices.lock(id, { pin: "123456", confirm: serialNumber });
 * const { status, reason } = await waitForCommand(mdm.devices, sent);
 */
export async function waitForCommand(
  devices: CommandSource,
  result: Pick<ActionResult, "id" | "command_id">,
  { signal, timeoutMs = 600_000, intervalMs = 2_000, wait = waitFor, now = Date.now }: WaitOptions = {},
): Promise<CommandState> {
  const { id, command_id } = result;
  if (!command_id) {
    throw new InvalidInputError("The action returned no `command_id`, so its status cannot be polled.");
  }
  const until = now() + timeoutMs;
  for (let pause = intervalMs; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const state = await devices.command(id, command_id, signal && { signal });
    const left = until - now();
    if (state.status !== "pending" || left <= 0) return state;
    await wait(Math.min(pause, left), signal);
  }
}
