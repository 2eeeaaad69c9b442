import { MdmError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { ACTION_NAMES } from "../contract/actions.ts";
import { RESOURCES } from "../contract/capabilities.ts";
import { leaksIn, openAccount } from "./account.ts";
import { callAction } from "./call-action.ts";
import type { VendorTest } from "./vendor-test.ts";

/** What any vendor owes, also one that can do nothing yet: it gives no secret away, neither well nor refused. */
export function testSecrets(test: VendorTest): void {
  describe("secrets", () => {
    it("are given for the account", () => {
      const { secrets } = openAccount(test);
      expect(secrets.length).toBeGreaterThan(0);
      for (const secret of secrets) expect(secret.length).toBeGreaterThan(5);
    });

    it("show neither in the account nor in what it says of itself", async () => {
      const { vendor, mdm, secrets, events } = openAccount(test);
      const account = await mdm.check().catch((error: unknown) => error);
      const said = [vendor, mdm, mdm.capabilities(), account];
      expect(leaksIn([...said, events], secrets)).toEqual([]);
    });

    it.runIf(openAccount(test).vendor.check)("show in no refusal of the credentials", async () => {
      const { mdm, sandbox, secrets, events } = openAccount(test);
      const handle = sandbox.inject({ type: "unauthorized", times: Number.POSITIVE_INFINITY });
      const error = await mdm.check().catch((cause: unknown) => cause);
      expect(handle.hits).toBeGreaterThan(0);
      expect(error).toMatchObject({ code: "authentication", vendor: mdm.vendor.id });
      expect(leaksIn([error, events], secrets)).toEqual([]);
    });

    it("show in no refusal of what is called with them as an id", async () => {
      const account = openAccount(test);
      const { secrets, mdm, of, vendor, network } = account;
      const id = secrets[0] ?? "";
      const lacking = RESOURCES.filter((resource) => !vendor[resource]);
      const actions = ACTION_NAMES.filter((name) => !vendor.devices?.actions?.[name]);
      const calls = [
        ...lacking.map((resource) => of(resource).get(id)),
        ...actions.map((name) => callAction(mdm, name, id, { confirm: id })),
      ];
      const refusals = await Promise.all(calls.map((call) => call.catch((error: unknown) => error)));
      for (const refusal of refusals) expect(MdmError.is(refusal)).toBe(true);
      expect(leaksIn(refusals, secrets)).toEqual([]);
      expect(network.calls).toBe(0);
    });
  });
}
