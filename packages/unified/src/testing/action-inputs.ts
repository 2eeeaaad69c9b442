import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import { type ActionName, toWireAction } from "../contract/actions.ts";
import type { Mdm } from "../contract/mdm.ts";
import type { Vendor } from "../contract/vendor.ts";
import { inputs } from "../generated/write-inputs.ts";
import type { Allowed, Members } from "../input/check-value.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import { callAction, inputFor, platformOf } from "./call-action.ts";
import { actionsOf, performanceOf } from "./performed-actions.ts";
import type { VendorTest } from "./vendor-test.ts";

/**
 * Every action on every platform of the sandbox uses or refuses every input of the unified document: each value of an input
 * makes a plan of its own, or is refused. The capabilities say the same.
 */
export function testActionInputs(test: VendorTest): void {
  describe.each(actionsOf(test))("inputs of devices.%s", (name) => {
    const allowed: Members = inputs[toWireAction(name)];

    it.runIf(Object.keys(allowed).length > 0)("are used or refused, on every platform", async () => {
      const account = openAccount(test);
      const mdm = withOpenSecrets(account);
      for (const id of await devicesFor(test, name)) {
        const base = await inputFor(test, name, id);
        for (const [input, kind] of Object.entries(allowed)) {
          const plans: string[] = [];
          for (const value of valuesOf(input, kind, account)) {
            const plan = await planOf(mdm, name, id, { ...base, [input]: value });
            if (plan !== undefined) plans.push(plan);
          }
          expect(new Set(plans).size, `plans of device ${id} for values of ${input}`).toBe(plans.length);
        }
      }
    });

    it("are those of the capabilities", async () => {
      const account = openAccount(test);
      const { actions } = account.mdm.capabilities().devices;
      const capability = actions.find(({ action }) => action === toWireAction(name));
      const works = new Set<string>();
      for (const { id, preview } of (await performanceOf(test, name)).actions) {
        const platform = await platformOf(test, id);
        if (preview.status === "planned" && platform != null) works.add(platform);
      }
      const mdm = withOpenSecrets(account);
      for (const id of await devicesFor(test, name)) {
        const input = await inputFor(test, name, id);
        const platform = await platformOf(test, id);
        for (const { name: needed, need, platforms } of capability?.inputs ?? []) {
          const isTaken = platforms?.some((one) => one === platform) ?? true;
          if (need !== "required" || !isTaken || needed === "user_id") continue; // null ends an assignment
          expect(await planOf(mdm, name, id, { ...input, [needed]: null })).toBeUndefined();
        }
      }
      works.delete("unknown");
      if (capability?.platforms) expect(capability.platforms).toEqual(expect.arrayContaining([...works]));
      expect(works.size).toBeGreaterThan(0);
    });
  });
}

/** The first and the last device of each group that an action distinguishes: by platform, by its calls, by why there are none. */
async function devicesFor(test: VendorTest, name: ActionName): Promise<string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, preview } of (await performanceOf(test, name)).actions) {
    const calls = preview.requests.map(({ operation, method }) => [operation, method]);
    const group = JSON.stringify([await platformOf(test, id), calls, preview.reason]);
    groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  return [...groups.values()].flatMap((ids) => [...new Set([...ids.slice(0, 1), ...ids.slice(-1)])]);
}

/** Shows in previews what it would else mask. */
const withOpenSecrets = ({ vendor }: OpenAccount): Mdm<Vendor> =>
  connect<Vendor>({ ...vendor, secretBodies: {} });

/** What an action would send, with its secrets; undefined where it is refused. */
async function planOf(
  mdm: Mdm<Vendor>,
  name: ActionName,
  id: string,
  input: object,
): Promise<string | undefined> {
  try {
    const { status, requests } = await callAction(mdm, name, id, { ...input, dryRun: true });
    return status === "planned" ? JSON.stringify(requests) : undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return undefined;
  }
}

/** Values of an input that differ at the beginning or at the end only; every word where the document has a set of them. */
function valuesOf(input: string, allowed: Allowed, { ids }: OpenAccount): readonly string[] {
  if (input === "user_id") return ids("users").slice(0, 3);
  if (input === "pin") return ["246810", "246811", "146810"];
  return Array.isArray(allowed) ? allowed : ["abcdef12", "abcdef13", "bbcdef12"];
}
