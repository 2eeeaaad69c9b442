import { ConfirmationError, NotFoundError, VendorUnavailableError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { type ActionName, isGuarded, toWireAction } from "../contract/actions.ts";
import type { ActionResult } from "../contract/model.ts";
import { leaksIn, openAccount } from "./account.ts";
import { callAction, inputFor } from "./call-action.ts";
import { failureOf } from "./failure.ts";
import { acceptedBy, actionsOf, performanceOf } from "./performed-actions.ts";
import { attemptsOf, expectSentAsPreviewed, REMOTE_QUERY, writesAmong } from "./planned-requests.ts";
import { propertyNames, unknownId } from "./reads.ts";
import { problemsOf } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Every action the vendor has: previewed, confirmed, sent as previewed, never twice. */
export function testActions(test: VendorTest): void {
  const inputOf = async (name: ActionName, id: string, confirm: string | undefined = id) => ({
    ...(await inputFor(test, name, id)),
    confirm,
  });

  const names = actionsOf(test);

  it.runIf(names.length > 0)(
    "reports to an observer the calls of actions, and no secret of the document",
    async () => {
      const { vendor } = openAccount(test);
      const performances = await Promise.all(names.map((name) => performanceOf(test, name)));
      const exchanges = performances.flatMap(({ actions }) => actions.flatMap((action) => action.exchanges));
      expect(exchanges.length).toBeGreaterThan(0);
      const harmless = (test.differences ?? []).flatMap((entry) =>
        entry.what === "harmless-secret-name" ? [entry.name] : [],
      );
      const secret = (vendor.devices?.secrets ?? []).filter((name) => !harmless.includes(name));
      const shown = propertyNames(exchanges.map(({ data }) => data));
      expect(secret.filter((name) => shown.has(name))).toEqual([]);
      const pins = Object.values(test.actions).flatMap((input) => Object.entries(input ?? {}));
      const words = pins.flatMap(([name, value]) => (/pin|passcode/.test(name) ? [String(value)] : []));
      expect(leaksIn(exchanges, words)).toEqual([]);
    },
  );

  describe.each(names)("devices.%s", (name) => {
    it("has an input to be tried with", () => expect(test.actions[name]).toBeDefined());

    it("previews the exact requests and sends no write", async () => {
      const { account, actions } = await performanceOf(test, name);
      for (const { id, preview, rehearsed } of actions) {
        expect(problemsOf("ActionResult", preview), `device ${id}`).toEqual([]);
        expect(preview, `device ${id}`).toMatchObject({ id, action: toWireAction(name), dry_run: true });
        expect(["planned", "unsupported"]).toContain(preview.status);
        expect(preview.requests.length > 0).toBe(preview.status === "planned");
        if (preview.status === "unsupported") expect(preview.reason).toEqual(expect.any(String));
        expect(writesAmong(account.vendor, rehearsed)).toEqual([]);
      }
    });

    it("sends exactly what it previews, to every device that takes it", async () => {
      const { account, actions } = await performanceOf(test, name);
      for (const { id, preview, result, ...traffic } of actions) {
        expect(result, `device ${id}`).toEqual({ ...preview, dry_run: false, ...outcomeOf(result) });
        expectSentAsPreviewed(account.vendor, preview.requests, traffic);
        expect(isTaken(result), `device ${id} takes it`).toBe(preview.status === "planned");
      }
      expect(actions.some(({ result }) => isTaken(result))).toBe(true);
      expect(account.sandbox.violations).toEqual([]);
    });

    it("sends the query that it previews, whatever the caller passes through", async () => {
      const account = openAccount(test);
      const { id } = await acceptedBy(test, name);
      const call = { ...(await inputOf(name, id)), remoteQuery: REMOTE_QUERY };
      const { requests } = await callAction(account.mdm, name, id, { ...call, dryRun: true });
      account.newTraffic();
      // A vendor may reject parameters that its document does not have; they were sent all the same.
      await callAction(account.mdm, name, id, call).catch(() => undefined);
      expectSentAsPreviewed(account.vendor, requests, account.newTraffic());
      expect(requests.at(-1)?.path).toContain("flag=false");
    });

    it("adds the caller's remote_data to the request's body", async () => {
      const account = openAccount(test);
      const { id } = await acceptedBy(test, name);
      const call = {
        ...(await inputOf(name, id)),
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
      const { id, requests } = await acceptedBy(test, name);
      const operation = requests[0]?.operation ?? "";
      account.sandbox.inject({
        type: "server-error",
        status: 500,
        operation,
        times: Number.POSITIVE_INFINITY,
      });
      const call = await inputOf(name, id);
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
      const { id, requests } = await acceptedBy(test, name);
      const operation = requests.at(-1)?.operation ?? "";
      account.sandbox.inject({ type: "empty-body", operation });
      const call = await inputOf(name, id);
      const result = await callAction(account.mdm, name, id, call).catch((error) => error);
      const expected = account.vendor.operations[operation]?.returnsBody
        ? { code: "invalid-response", operation, outcome: "indeterminate", retryable: false }
        : { status: "accepted", command_id: null };
      expect(result).toMatchObject(expected);
    });

    it.runIf(isGuarded(name))("is refused without the right confirmation, before any write", async () => {
      const account = openAccount(test);
      const { id } = await acceptedBy(test, name);
      const other = account.ids("devices").find((candidate) => candidate !== id);
      for (const confirm of [
        undefined,
        "",
        other,
        `${id} `,
        id.toUpperCase() === id ? "no" : id.toUpperCase(),
      ]) {
        const call = { ...(await inputOf(name, id)), confirm };
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
      const { id } = await acceptedBy(test, name);
      const { serial_number } = await account.mdm.devices.get(id);
      const result = await callAction(account.mdm, name, id, await inputOf(name, id, serial_number ?? ""));
      expect(isTaken(result)).toBe(true);
    });
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
