import { InvalidInputError, MdmError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ActionStatus } from "../contract/model.ts";
import { waitForCommand } from "./wait-for-command.ts";

/** A vendor whose command goes through these states, and a clock that moves only by waiting. */
function command(...states: ActionStatus[]) {
  const waits: number[] = [];
  let at = 0;
  const devices = {
    asked: 0,
    async command(id: string, command_id: string) {
      const status = states[Math.min(devices.asked, states.length - 1)] ?? "pending";
      devices.asked += 1;
      return { id, command_id, status };
    },
  };
  const wait = async (milliseconds: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    waits.push(milliseconds);
    at += milliseconds;
  };
  return { devices, waits, clock: { wait, now: () => at } };
}

const result = { id: "d1", command_id: "c1" };

describe("waitForCommand", () => {
  it.each(["completed", "failed", "accepted"] as const)("ends at %s", async (status) => {
    const { devices, waits, clock } = command("pending", "pending", status);
    expect(await waitForCommand(devices, result, clock)).toEqual({ ...result, status });
    expect(waits).toEqual([2_000, 4_000]);
  });

  it("polls less often over time, and gives up with the last response", async () => {
    const { devices, waits, clock } = command("pending");
    expect(await waitForCommand(devices, result, { ...clock, timeoutMs: 200_000 })).toMatchObject({
      status: "pending",
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 18_000]);
    expect(devices.asked).toBe(9);
  });

  it("asks once when there is no time", async () => {
    const { devices, waits, clock } = command("pending");
    await waitForCommand(devices, result, { ...clock, timeoutMs: 0 });
    expect([devices.asked, waits]).toEqual([1, []]);
  });

  it("ends when the caller aborts", async () => {
    const { devices, clock } = command("pending");
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(waitForCommand(devices, result, { ...clock, signal })).rejects.toThrow("enough");
  });

  it("refuses a result without a command", async () => {
    const { devices, clock } = command("pending");
    const error = await waitForCommand(devices, { id: "d1", command_id: null }, clock).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(MdmError.is(error) && error.message).toContain("command_id");
    expect(devices.asked).toBe(0);
  });
});
