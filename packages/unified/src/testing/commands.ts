import { NotFoundError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { connect, type DriftEvent } from "../client/connect.ts";
import { ACTION_NAMES } from "../contract/actions.ts";
import type { ActionResult } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { leaksIn, type OpenAccount, openAccount } from "./account.ts";
import { callAction, inputFor } from "./call-action.ts";
import { failureOf } from "./failure.ts";
import { problemsOf } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Where a command stands: an action that says `pending` can be asked for, if the vendor can be asked at all. */
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
      const [sent] = await pendingResults(test, 1);
      const unknown = sent?.command_id?.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) =>
        digit === "0" ? "1" : "0",
      );
      const error = await failureOf(async () => sent?.account.mdm.devices.command(sent.id, unknown ?? ""));
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

/** Every action on every device of an account of its own, as far as the vendor takes it; the first that gave a command. */
async function pendingResults(test: VendorTest, most = Number.POSITIVE_INFINITY): Promise<Pending[]> {
  const pending: Pending[] = [];
  const { vendor } = openAccount(test);
  for (const name of ACTION_NAMES.filter((action) => vendor.devices?.actions?.[action])) {
    const seen = new Set<string>();
    const account = openAccount(test);
    for (const id of account.ids("devices")) {
      if (pending.length >= most) return pending;
      const input = { ...(await inputFor(account, name, { id, input: test.actions[name] })), confirm: id };
      const result = await callAction(account.mdm, name, id, input).catch(() => undefined);
      const operation = result?.requests.at(-1)?.operation ?? "";
      if (result?.status !== "pending" || seen.has(operation)) continue;
      seen.add(operation);
      pending.push({ account, id: result.id, command_id: result.command_id });
    }
  }
  return pending;
}
