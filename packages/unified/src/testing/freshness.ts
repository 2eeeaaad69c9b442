import { ConfirmationError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { openAccount } from "./account.ts";
import { callAction, inputFor } from "./call-action.ts";
import { failureOf } from "./failure.ts";
import { actionsOf } from "./performed-actions.ts";
import { writesAmong } from "./planned-requests.ts";
import type { VendorTest } from "./vendor-test.ts";

/** `ifUnchanged` lets an action pass on a device as it was read, and stops it on one that is not. */
export function testFreshness(test: VendorTest): void {
  const [name] = actionsOf(test);

  describe.runIf(name)("ifUnchanged", () => {
    const action = name ?? "lock";
    const call = async (account: ReturnType<typeof openAccount>, id: string, ifUnchanged: object) =>
      callAction(account.mdm, action, id, {
        ...(await inputFor(test, action, id)),
        confirm: id,
        dryRun: true,
        ifUnchanged,
      });

    it("lets a device pass as get gave it and as the list gave it", async () => {
      const account = openAccount(test);
      for (const listed of await account.mdm.devices.list().toArray()) {
        expect(await call(account, listed.id, listed), `device ${listed.id}, listed`).toMatchObject({
          dry_run: true,
        });
        const device = await account.mdm.devices.get(listed.id);
        expect(await call(account, listed.id, device), `device ${listed.id}`).toMatchObject({
          dry_run: true,
        });
      }
    });

    it("stops a device whose owner or enrollment is another by now", async () => {
      const account = openAccount(test);
      const [id = ""] = account.ids("devices");
      const device = await account.mdm.devices.get(id);
      const enrollment_status = device.enrollment_status === "pending" ? "removed" : "pending";
      for (const changed of [{ owner: { id: "somebody else" } }, { enrollment_status }]) {
        const error = await failureOf(() => call(account, id, { ...device, ...changed }));
        expect(error).toBeInstanceOf(ConfirmationError);
        expect(error.message).toContain(Object.keys(changed)[0]);
      }
      expect(writesAmong(account.vendor, account.sandbox.requests)).toEqual([]);
    });
  });
}
