import { ConfirmationError, NotFoundError, VendorUnavailableError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { ACTION_NAMES, type ActionName, isGuarded, toWireAction } from "../contract/actions.ts";
import type { ActionResult } from "../contract/model.ts";
import { leaksIn, type OpenAccount, openAccount } from "./account.ts";
import { callAction, inputFor } from "./call-action.ts";
import { failureOf } from "./failure.ts";
import { attemptsOf, expectSentAsPreviewed, REMOTE_QUERY, writesAmong } from "./planned-requests.ts";
import { unknownId } from "./reads.ts";
import { problemsOf } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Every action the vendor has: previewed, confirmed, sent as previewed, never twice. */
export function testActions(test: VendorTest): void {
  const { vendor } = openAccount(test);
  const names = ACTION_NAMES.filter((name) => vendor.devices?.actions?.[name]);
  const inputOf = async (
    account: OpenAccount,
    name: ActionName,
    { id, confirm = id }: { id: string; confirm?: string },
  ) => ({ ...(await inputFor(account, name, { id, input: test.actions[name] })), confirm });

  describe.each(names)("devices.%s", (name) => {
    it("has an input to be tried with", () => expect(test.actions[name]).toBeDefined());

    it("previews the exact requests and sends no write", async () => {
      const account = openAccount(test);
      for (const id of account.ids("devices")) {
        const result = await callAction(account.mdm, name, id, {
          ...(await inputOf(account, name, { id })),
          dryRun: true,
        });
        expect(problemsOf("ActionResult", result), `device ${id}`).toEqual([]);
        expect(result, `device ${id}`).toMatchObject({ id, action: toWireAction(name), dry_run: true });
        expect(["planned", "unsupported"]).toContain(result.status);
        expect(result.requests.length > 0).toBe(result.status === "planned");
        if (result.status === "unsupported") expect(result.reason).toEqual(expect.any(String));
      }
      expect(writesAmong(account.vendor, account.sandbox.requests)).toEqual([]);
    });

    it("sends exactly what it previews, to every device that takes it", async () => {
      const account = openAccount(test);
      let accepted = 0;
      for (const id of account.ids("devices")) {
        const preview = await callAction(account.mdm, name, id, {
          ...(await inputOf(account, name, { id })),
          dryRun: true,
        });
        account.forget();
        const result = await callAction(account.mdm, name, id, await inputOf(account, name, { id }));
        expect(result, `device ${id}`).toEqual({ ...preview, dry_run: false, ...outcomeOf(result) });
        expectSentAsPreviewed(account, preview.requests);
        expect(isTaken(result), `device ${id} takes it`).toBe(preview.status === "planned");
        if (isTaken(result)) accepted += 1;
      }
      expect(accepted).toBeGreaterThan(0);
      expect(account.sandbox.violations).toEqual([]);
    });

    it("sends the query that it previews, whatever the caller passes through", async () => {
      const account = openAccount(test);
      const { id } = await acceptedBy(account);
      const call = { ...(await inputOf(account, name, { id })), remoteQuery: REMOTE_QUERY };
      const { requests } = await callAction(account.mdm, name, id, { ...call, dryRun: true });
      account.forget();
      // A vendor may reject parameters that its document does not have; they were sent all the same.
      await callAction(account.mdm, name, id, call).catch(() => undefined);
      expectSentAsPreviewed(account, requests);
      expect(requests.at(-1)?.path).toContain("flag=false");
    });

    it("adds the caller's remote_data to the request's body", async () => {
      const account = openAccount(test);
      const { id } = await acceptedBy(account);
      const call = {
        ...(await inputOf(account, name, { id })),
        dryRun: true,
        remote_data: { x_own: "value" },
      };
      const { requests } = await callAction(account.mdm, name, id, call);
      expect(requests.at(-1)?.body).toMatchObject({ x_own: "value" });
    });

    it("throws NotFoundError for an unknown id, and sends no write", async () => {
      const account = openAccount(test);
      const id = unknownId(account, "devices");
      const call = { ...test.actions[name], confirm: id };
      expect(await failureOf(() => callAction(account.mdm, name, id, call))).toBeInstanceOf(NotFoundError);
      expect(writesAmong(account.vendor, account.sandbox.requests)).toEqual([]);
    });

    it("is not sent again when the vendor fails, unless repeating it does no harm", async () => {
      const account = openAccount(test);
      const { id, requests } = await acceptedBy(account);
      const operation = requests[0]?.operation ?? "";
      account.sandbox.inject({
        type: "server-error",
        status: 500,
        operation,
        times: Number.POSITIVE_INFINITY,
      });
      account.newRequests();
      const call = await inputOf(account, name, { id });
      account.newRequests();
      const error = await failureOf(() => callAction(account.mdm, name, id, call));
      expect(error).toBeInstanceOf(VendorUnavailableError);
      expect(error).toMatchObject({ vendor: account.vendor.id, operation });
      expect(writesAmong(account.vendor, account.newRequests())).toHaveLength(
        attemptsOf(account.vendor, operation),
      );
      expect(leaksIn([error, account.events, requests], [...account.secrets, ...inputSecrets(name)])).toEqual(
        [],
      );
    });

    it("is indeterminate where the response is empty, unless the vendor's document has none", async () => {
      const account = openAccount(test);
      const { id, requests } = await acceptedBy(account);
      const operation = requests.at(-1)?.operation ?? "";
      account.sandbox.inject({ type: "empty-body", operation });
      const call = await inputOf(account, name, { id });
      const result = await callAction(account.mdm, name, id, call).catch((error) => error);
      const expected = account.vendor.operations[operation]?.returnsBody
        ? { code: "invalid-response", operation, outcome: "indeterminate", retryable: false }
        : { status: "accepted", command_id: null };
      expect(result).toMatchObject(expected);
    });

    it.runIf(isGuarded(name))("is refused without the right confirmation, before any write", async () => {
      const account = openAccount(test);
      const { id } = await acceptedBy(account);
      const other = account.ids("devices").find((candidate) => candidate !== id);
      for (const confirm of [
        undefined,
        "",
        other,
        `${id} `,
        id.toUpperCase() === id ? "no" : id.toUpperCase(),
      ]) {
        const call = { ...(await inputOf(account, name, { id })), confirm };
        const error = await failureOf(() => callAction(account.mdm, name, id, call));
        expect(error).toBeInstanceOf(ConfirmationError);
        expect(error).toMatchObject({ vendor: account.vendor.id, operation: `devices.${name}` });
        const rehearse = () => callAction(account.mdm, name, id, { ...call, dryRun: true });
        if (confirm === undefined) expect(await rehearse()).toMatchObject({ status: "planned" });
        else expect(await failureOf(rehearse)).toBeInstanceOf(ConfirmationError);
      }
      expect(writesAmong(account.vendor, account.sandbox.requests)).toEqual([]);
    });

    it.runIf(isGuarded(name))("takes the serial number for a confirmation", async () => {
      const account = openAccount(test);
      const { id } = await acceptedBy(account);
      const { serial_number } = await account.mdm.devices.get(id);
      const result = await callAction(
        account.mdm,
        name,
        id,
        await inputOf(account, name, { id, confirm: serial_number ?? "" }),
      );
      expect(isTaken(result)).toBe(true);
    });

    async function acceptedBy(account: OpenAccount): Promise<ActionResult> {
      for (const id of account.ids("devices")) {
        const result = await callAction(account.mdm, name, id, {
          ...(await inputOf(account, name, { id })),
          dryRun: true,
        });
        if (result.status === "planned") return result;
      }
      throw new Error("no device of the sandbox takes this action");
    }
  });

  /** Pins and passcodes the input holds. */
  function inputSecrets(name: ActionName): string[] {
    const input: object = test.actions[name] ?? {};
    return Object.entries(input).flatMap(([key, value]) =>
      /pin|passcode|password/.test(key) && typeof value === "string" ? [value] : [],
    );
  }
}

/** What only the vendor's response contains: a command's id, with which it is pending. */
function outcomeOf({ status, command_id }: ActionResult): Pick<ActionResult, "status" | "command_id"> {
  expect(status === "pending").toBe(command_id !== null);
  return { status, command_id };
}

const isTaken = ({ status }: ActionResult): boolean => status === "accepted" || status === "pending";
