import { InvalidInputError } from "@mdmkit/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import { ACTION_NAMES, type ActionName, toWireAction } from "../contract/actions.ts";
import type { Platform } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { inputs } from "../generated/inputs.ts";
import type { Allowed, Members } from "../input/check-value.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import { callAction, inputFor } from "./call-action.ts";
import type { VendorTest } from "./vendor-test.ts";

type DeviceOf = { readonly id: string; readonly platform: Platform | null | undefined };

/**
 * Every action on every platform of the sandbox uses or refuses every input of the unified document: two values of an input
 * make two plans, or neither is planned. The capabilities say the same.
 */
export function testActionInputs(test: VendorTest): void {
  const { vendor } = openAccount(test);
  const names = ACTION_NAMES.filter((name) => vendor.devices?.actions?.[name]);

  describe.each(names)("inputs of devices.%s", (name) => {
    const allowed: Members = inputs[toWireAction(name)];

    it.runIf(Object.keys(allowed).length > 0)("are used or refused, on every platform", async () => {
      const account = openAccount(test);
      const devices = await devicesOf(account);
      const pairs = fc
        .record({ device: fc.constantFrom(...devices), input: fc.constantFrom(...Object.keys(allowed)) })
        .chain(({ device, input }) =>
          twoOf(input, allowed[input] ?? "any", account).map((values) => ({ device, input, values })),
        );
      await fc.assert(
        fc.asyncProperty(pairs, async ({ device, input, values }) => {
          const base = await inputFor(account, name, { id: device.id, input: test.actions[name] });
          const [first, second] = await Promise.all(
            values.map((value) => planOf(account, name, device.id, { ...base, [input]: value })),
          );
          if (first !== undefined || second !== undefined) expect(first).not.toEqual(second);
        }),
        { numRuns: 15 * Object.keys(allowed).length },
      );
    });

    it("are those of the capabilities", async () => {
      const account = openAccount(test);
      const { actions } = account.mdm.capabilities().devices;
      const capability = actions.find(({ action }) => action === toWireAction(name));
      const works = new Set<string>();
      for (const device of await devicesOf(account)) {
        const input = await inputFor(account, name, { id: device.id, input: test.actions[name] });
        const isPlanned = (await planOf(account, name, device.id, input)) !== undefined;
        if (isPlanned && device.platform != null) works.add(device.platform);
        for (const { name: needed, need, platforms } of capability?.inputs ?? []) {
          const isTaken = platforms?.some((platform) => platform === device.platform) ?? true;
          if (need !== "required" || !isTaken || needed === "user_id") continue; // null ends an assignment
          expect(await planOf(account, name, device.id, { ...input, [needed]: null })).toBeUndefined();
        }
      }
      works.delete("unknown");
      if (capability?.platforms) expect(capability.platforms).toEqual(expect.arrayContaining([...works]));
      expect(works.size).toBeGreaterThan(0);
    });
  });
}

/** One or more devices of each platform, and of each group of devices that a vendor's actions may distinguish. */
async function devicesOf({ mdm }: OpenAccount): Promise<DeviceOf[]> {
  return (await mdm.devices.list().toArray()).map(({ id, platform }) => ({ id, platform }));
}

/** What an action would send, with its secrets; undefined where it is refused. */
async function planOf(
  { vendor }: OpenAccount,
  name: ActionName,
  id: string,
  input: object,
): Promise<string | undefined> {
  const mdm = connect<Vendor>({ ...vendor, secretBodies: {} });
  try {
    const { status, requests } = await callAction(mdm, name, id, { ...input, dryRun: true });
    return status === "planned" ? JSON.stringify(requests) : undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return undefined;
  }
}

/** Two different values of an input, such as the document allows. */
function twoOf(input: string, allowed: Allowed, { ids }: OpenAccount): fc.Arbitrary<unknown[]> {
  const isWords = typeof allowed !== "string" && !("pattern" in allowed) && !("items" in allowed);
  const values =
    input === "user_id"
      ? fc.constantFrom(...ids("users"))
      : isWords && !("members" in allowed)
        ? fc.constantFrom(...allowed)
        : fc.stringMatching(input === "pin" ? /^[0-9]{6}$/ : /^[a-z]{6}[0-9]{2}$/);
  return fc.uniqueArray(values, { minLength: 2, maxLength: 2 });
}
