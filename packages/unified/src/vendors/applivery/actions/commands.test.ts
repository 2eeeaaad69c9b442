import { createSandbox } from "@mdmkit/sandbox";
import { connect, waitForCommand } from "@mdmkit/unified";
import { noting } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { applivery } from "../index.ts";
import { mapCommand } from "./commands.ts";

describe("a command", () => {
  it.each([
    ["Pending", "pending"],
    ["Idle", "pending"],
    ["NotNow", "pending"],
    ["Acknowledged", "completed"],
    ["Error", "failed"],
    ["CommandFormatError", "failed"],
  ])("that is %s is %s", (status, expected) => {
    expect(mapCommand({ status, updatedAt: "2026-01-02T03:04:05.000Z" })).toEqual({
      status: expected,
      reason: undefined,
      updated_at: "2026-01-02T03:04:05.000Z",
    });
  });

  it("that was canceled has failed, and says why", () => {
    const canceled = { status: "Pending", canceledAt: "2026-01-02T03:04:05.000Z" };
    expect(mapCommand(canceled)).toMatchObject({ status: "failed", reason: "The command was canceled." });
  });

  it("without a status is pending, and an unknown status is reported as drift", () => {
    expect(mapCommand({}).status).toBe("pending");
    const { result, noted } = noting((drift) => mapCommand({ status: "Parked" }, drift));
    expect(result.status).toBe("pending");
    expect(noted).toEqual([["unknown-value", "Parked"]]);
  });

  it("ends when the device has checked in, well or badly", async () => {
    const sandbox = createSandbox("applivery", { devices: 60 });
    const { token, organizationId } = sandbox.credentials;
    const { baseUrl, fetch } = sandbox;
    const mdm = connect(applivery({ token, organizationId, baseUrl, fetch }));
    const ends = new Set<string>();
    for (const { id } of await mdm.devices.list({ platform: "macos" }).toArray()) {
      const result = await mdm.devices.sync(id);
      expect(result).toMatchObject({ status: "pending", command_id: expect.any(String) });
      const state = await waitForCommand(mdm.devices, result, { wait: async () => {} });
      ends.add(state.status);
    }
    expect([...ends].sort()).toEqual(["completed", "failed"]);
  });

  it("is asked for on Apple devices only: of others no id is given", async () => {
    const sandbox = createSandbox("applivery", { devices: 60 });
    const { token, organizationId } = sandbox.credentials;
    const { baseUrl, fetch } = sandbox;
    const mdm = connect(applivery({ token, organizationId, baseUrl, fetch }));
    const [pc] = await mdm.devices.list({ platform: "windows" }).toArray();
    const id = pc?.id ?? "";
    expect(await mdm.devices.restart(id)).toMatchObject({ status: "accepted", command_id: null });
    await expect(mdm.devices.command(id, "0".repeat(24))).rejects.toThrow(/Apple devices only/);
    const [mac] = await mdm.devices.list({ platform: "macos" }).toArray();
    await expect(mdm.devices.command(mac?.id ?? "", "no id")).rejects.toThrow(/command not found/);
  });
});
