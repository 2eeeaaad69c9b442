import { UnsupportedCapabilityError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { ACTION_NAMES, toWireAction } from "../contract/actions.ts";
import { RESOURCES, type ResourceName } from "../contract/capabilities.ts";
import { filters } from "../generated/inputs.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import { callAction } from "./call-action.ts";
import { failureOf } from "./failure.ts";
import { problemsOf } from "./unified-schema.ts";
import type { VendorTest } from "./vendor-test.ts";

const OPERATIONS = ["list", "get", "create", "update", "delete"] as const;
/** The capability table, `supports` and the methods say the same of every operation. */
export function testCapabilities(test: VendorTest): void {
  describe("capabilities", () => {
    it("have the form of the unified document, without a request", () => {
      const { mdm, vendor, network } = openAccount(test);
      expect(problemsOf("Capabilities", mdm.capabilities())).toEqual([]);
      expect(mdm.capabilities().vendor).toBe(vendor.id);
      expect(mdm.vendor).toEqual({ id: vendor.id, name: vendor.name });
      expect(network.calls).toBe(0);
    });

    it.runIf(openAccount(test).vendor.check)("say whose account it is", async () => {
      const { mdm, sandbox } = openAccount(test);
      const account = await mdm.check();
      expect(Object.keys(account).sort()).toEqual(["organizationId", "organizationName"]);
      expect(sandbox.violations).toEqual([]);
    });

    it.each(RESOURCES)("list exactly the operations %s has", (resource) => {
      const { mdm, vendor } = openAccount(test);
      const present = OPERATIONS.filter((name) => vendor[resource]?.[name]);
      expect(mdm.capabilities()[resource].operations).toEqual(present);
      expect(OPERATIONS.filter((name) => mdm.supports(`${resource}.${name}`))).toEqual(present);
      expect(mdm.capabilities()[resource].filters.map(({ name }) => name)).toEqual([
        ...(vendor[resource]?.filters ?? []),
      ]);
    });

    it("list exactly the actions there are", () => {
      const { mdm, vendor } = openAccount(test);
      const present = ACTION_NAMES.filter((name) => vendor.devices?.actions?.[name]);
      expect(mdm.capabilities().devices.actions.map(({ action }) => action)).toEqual(
        present.map(toWireAction),
      );
      expect(ACTION_NAMES.filter((name) => mdm.supports(`devices.${name}`))).toEqual(present);
    });

    it.each([
      "",
      "devices",
      "devices.",
      "devices.fly",
      "printers.list",
      "devices.list.all",
      "users.lock",
      "devices.constructor",
    ])("do not include %j", (capability) => {
      const { mdm } = openAccount(test);
      expect(() => Reflect.apply(mdm.supports, mdm, [capability])).toThrow(/Unknown capability/);
    });

    it("are refused before any request where the vendor lacks them", async () => {
      const account = openAccount(test);
      const lacking = [...lackingOperations(account), ...lackingActions(account), ...lackingFilters(account)];
      for (const { operation, call } of lacking) {
        const error = await failureOf(call);
        expect(error).toBeInstanceOf(UnsupportedCapabilityError);
        expect(error).toMatchObject({ code: "unsupported-capability", vendor: account.vendor.id, operation });
      }
      expect(account.network.calls).toBe(0);
    });
  });
}

type Lacking = { readonly operation: string; readonly call: () => Promise<unknown> };

function lackingOperations({ of, vendor }: OpenAccount): Lacking[] {
  const calls = (resource: ResourceName): Record<(typeof OPERATIONS)[number], () => Promise<unknown>> => ({
    list: async () => of(resource).list().toArray(),
    get: () => of(resource).get("x"),
    create: () => of(resource).create({ name: "x" }),
    update: () => of(resource).update("x", { name: "x" }),
    delete: () => of(resource).delete("x", { confirm: "x" }),
  });
  return RESOURCES.flatMap((resource) =>
    OPERATIONS.filter((name) => !vendor[resource]?.[name]).map((name) => ({
      operation: `${resource}.${name}`,
      call: calls(resource)[name],
    })),
  );
}

function lackingActions({ mdm, vendor }: OpenAccount): Lacking[] {
  return ACTION_NAMES.filter((name) => !vendor.devices?.actions?.[name]).map((name) => ({
    operation: `devices.${name}`,
    call: () => callAction(mdm, name, "x", { confirm: "x" }),
  }));
}

function lackingFilters({ of, vendor }: OpenAccount): Lacking[] {
  const documented: Readonly<Record<string, object>> = filters;
  return RESOURCES.flatMap((resource) => {
    const known: readonly string[] = vendor[resource]?.filters ?? [];
    return [...Object.keys(documented[resource] ?? {}), "no_such_filter"]
      .filter((name) => vendor[resource] && !known.includes(name))
      .map((name) => ({
        operation: `${resource}.list`,
        call: async () =>
          of(resource)
            .list({ [name]: "x" })
            .toArray(),
      }));
  });
}
