import { NotFoundError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { connect, type DriftEvent } from "../client/connect.ts";
import type { ActionResult } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { leaksIn, type OpenAccount, openAccount } from "./account.ts";
import { failureOf } from "./failure.ts";
import { actionsOf, performanceOf } from "./performed-actions.ts";
import { problemsOf } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Status of commands: that of a `pending` action can be read, if the vendor supports it. */
export function testCommands(test: VendorTest): void {
  const { vendor } = openAccount(test);

  describe.runIf(vendor.devices?.command)("devices.command", () => {
    it("returns the status of each command whose id an action returned", async () => {
      const pending = await pendingResults(test);
      expect(pending.length).toBeGreaterThan(0);
      for (const { account, id, command_id } of pending) {
        const state = await account.mdm.devices.command(id, command_id ?? "");
        expect(problemsOf("CommandState", state), `device ${id}`).toEqual([]);
        expect(state, `device ${id}`).toMatchObject({ id, command_id });
        expect(["pending", "completed", "failed"]).toContain(state.status);
        expect(account.sandbox.violations).toEqual([]);
      }
    });

    it("reports an undocumented status, without its text", async () => {
      for (const { account, id, command_id } of await pendingResults(test)) {
        const events: DriftEvent[] = [];
        const mdm = connect<Vendor>(spoilingCommands(account.vendor), {
          onDrift: (event) => void events.push(event),
        });
        expect(await mdm.devices.command(id, command_id ?? "")).toMatchObject({ status: "pending" });
        const origin = { vendor: account.vendor.id, resource: "devices" };
        expect(events).toContainEqual({
          ...origin,
          property: expect.stringMatching(/\w/),
          problem: "unknown-value",
          count: 1,
        });
        expect(leaksIn(events, [MARK])).toEqual([]);
      }
    });

    it("throws NotFoundError for an unknown command", async () => {
      const [sent] = await pendingResults(test);
      const unknown = sent?.command_id?.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) =>
        digit === "0" ? "1" : "0",
      );
      const { mdm } = openAccount(test);
      const error = await failureOf(async () => mdm.devices.command(sent?.id ?? "", unknown ?? ""));
      expect(error).toBeInstanceOf(NotFoundError);
    });
  });

  it.skipIf(vendor.devices?.command)("returns no command id where commands cannot be read", async () => {
    expect(await pendingResults(test)).toEqual([]);
  });
}

/** A word that shows up nowhere but where it was put. */
const MARK = "undocumented-status";

/** The vendor, with an unknown word in place of each word of the commands it reads. */
function spoilingCommands(vendor: Vendor): Vendor {
  const { devices } = vendor;
  if (!devices) return vendor;
  const command: typeof devices.command = async (...call) => {
    const raw = await devices.command?.(...call);
    const words = (_: string, value: unknown) => (typeof value === "string" ? MARK : value);
    return JSON.parse(JSON.stringify(raw, words));
  };
  return { ...vendor, devices: { ...devices, command } };
}

type Pending = Pick<ActionResult, "id" | "command_id"> & { readonly account: OpenAccount };

/** Of each action, the first result of each operation that gave a command. */
async function pendingResults(test: VendorTest): Promise<Pending[]> {
  const pending: Pending[] = [];
  for (const name of actionsOf(test)) {
    const seen = new Set<string>();
    const { account, actions } = await performanceOf(test, name);
    for (const { result } of actions) {
      const operation = result.requests.at(-1)?.operation ?? "";
      if (result.status !== "pending" || seen.has(operation)) continue;
      seen.add(operation);
      pending.push({ account, id: result.id, command_id: result.command_id });
    }
  }
  return pending;
}
