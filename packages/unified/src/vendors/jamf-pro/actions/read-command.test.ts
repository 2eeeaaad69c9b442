import { schemas } from "@mdmkit/jamf-pro/schemas";
import { NotFoundError } from "@mdmkit/runtime";
import { waitForCommand } from "@mdmkit/unified";
import type { Drift } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";
import { enumOf, unknownAmong } from "../fixtures/words.ts";
import { commandProgress, planProgress } from "./read-command.ts";

const SENT = "2026-11-01T12:00:00Z";
const DONE = "2026-11-01T12:05:00Z";

describe("commandProgress", () => {
  // The boundary: words of the document, and one that is in none.
  const inState = (commandState: string, drift?: Drift) =>
    commandProgress(JSON.parse(JSON.stringify({ commandState })), drift);

  it.each([
    ["PENDING", "pending"],
    ["NOT_NOW", "pending"],
    ["ACKNOWLEDGED", "completed"],
    ["ERROR", "failed"],
    ["COMMAND_FORMAT_ERROR", "failed"],
  ] as const)("says of %s that it is %s", (commandState, status) => {
    expect(commandProgress({ commandState }).status).toBe(status);
  });

  it("gives the device's reason, and the time of the last news", () => {
    const commandError = {
      errorLocalizedDescription: "Der Befehl ist unbekannt",
      errorEnglishDescription: "x",
    };
    expect(
      commandProgress({ commandState: "ERROR", commandError, dateSent: SENT, dateCompleted: DONE }),
    ).toEqual({
      status: "failed",
      reason: "Der Befehl ist unbekannt",
      updated_at: DONE,
    });
    expect(commandProgress({ commandState: "PENDING", dateSent: SENT, dateCompleted: null })).toEqual({
      status: "pending",
      reason: undefined,
      updated_at: SENT,
    });
  });

  it("knows every word of the document, and takes another one for pending, noted as drift", () => {
    expect(unknownAmong(enumOf(schemas, "MdmCommandState"), inState)).toEqual([]);
    expect(unknownAmong(["LOST"], inState)).toEqual(["LOST"]);
    expect(inState("LOST").status).toBe("pending");
  });
});

describe("planProgress", () => {
  const of = (status: object, drift?: Drift) =>
    planProgress(JSON.parse(JSON.stringify({ planUuid: "p", status })), drift);

  it("ends with the plan, and gives its reasons", () => {
    expect(of({ state: "PlanCompleted", errorReasons: [] })).toMatchObject({
      status: "completed",
      reason: null,
    });
    expect(of({ state: "PlanFailed", errorReasons: ["NO_DISK_SPACE", "NOT_SUPERVISED"] })).toMatchObject({
      status: "failed",
      reason: "NO_DISK_SPACE, NOT_SUPERVISED",
    });
    expect(of({ state: "PlanCanceled" })).toMatchObject({ status: "failed", reason: undefined });
    expect(of({ state: "PlanException" }).status).toBe("failed");
  });

  it("knows every word of the document, and takes another one for pending, noted as drift", () => {
    const states = enumOf(schemas, "PlanStatus", "state");
    expect(unknownAmong(states, (state, drift) => of({ state }, drift))).toEqual([]);
    expect(states.map((state) => of({ state }).status).filter((status) => status !== "pending")).toHaveLength(
      4,
    );
    expect(unknownAmong(["Paused"], (state, drift) => of({ state }, drift))).toEqual(["Paused"]);
  });
});

describe("devices.command", () => {
  it("follows commands and plans to their end, some of which fail", async () => {
    const { mdm, sandbox } = openJamfPro();
    const ended: string[] = [];
    for await (const { id, management_id } of mdm.devices.list()) {
      if (!management_id) continue;
      for (const result of [
        await mdm.devices.updateOs(id, { version: "26.1" }),
        await mdm.devices.retire(id, { confirm: id }),
      ]) {
        expect(result.status).toBe("pending");
        const { status, reason } = await waitForCommand(mdm.devices, result, {
          wait: async () => {},
          now: () => 0,
        });
        ended.push(status);
        if (status === "failed") expect(reason).toEqual(expect.stringMatching(/\w/));
      }
    }
    expect([...new Set(ended)].sort()).toEqual(["completed", "failed"]);
    expect(sandbox.violations).toEqual([]);
  });

  it("knows a command only of the device it went to", async () => {
    const { mdm } = openJamfPro();
    const devices = await mdm.devices.list().toArray();
    const managed = devices.filter(({ management_id }) => management_id);
    const [one] = managed;
    const id = one?.id ?? "";
    for (const sent of [await mdm.devices.updateOs(id, { version: "26.1" }), await mdm.devices.restart(id)]) {
      expect(sent.status).toBe("pending");
      const commandId = sent.command_id ?? "";
      expect(await mdm.devices.command(id, commandId)).toMatchObject({ id, command_id: commandId });
      const bareId = id.replace("computer-", "");
      for (const other of [managed[1]?.id ?? "", `mobile-${bareId}`, "computer-999"]) {
        await expect(mdm.devices.command(other, commandId)).rejects.toBeInstanceOf(NotFoundError);
      }
    }
  });

  it("asks for one command by its id, whatever the id holds", async () => {
    const { mdm, filtersOf } = openJamfPro();
    await expect(mdm.devices.command("computer-1", 'x",command=="*')).rejects.toBeInstanceOf(NotFoundError);
    expect(filtersOf("listMdmCommands")).toEqual(['uuid=in=("x\\",command==\\"*")']);
    await expect(mdm.devices.command("computer-1", "plan-x")).rejects.toBeInstanceOf(NotFoundError);
    await expect(mdm.devices.command("12", "x", { type: "desktop" })).rejects.toBeInstanceOf(NotFoundError);
  });
});
