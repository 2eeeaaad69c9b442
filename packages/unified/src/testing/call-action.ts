import type { InputRule } from "../contract/action-rules.ts";
import type { ActionName } from "../contract/actions.ts";
import type { Mdm } from "../contract/mdm.ts";
import type { ActionResult, Platform } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Performs an action chosen at run time, with input no type has checked. */
export function callAction(
  mdm: Mdm<Vendor>,
  name: ActionName,
  id: string,
  input: object,
): Promise<ActionResult> {
  const method: unknown = Reflect.get(mdm.devices, name);
  if (typeof method !== "function") throw new Error(`method ${name} not found`);
  return method(id, input);
}

/** The input to try an action with, as far as the device takes it. */
export async function inputFor(test: VendorTest, name: ActionName, id: string): Promise<object> {
  const input: object = test.actions[name] ?? {};
  const { vendor } = knownOf(test).account;
  const rules: Readonly<Record<string, InputRule | undefined>> =
    vendor.devices?.actionRules?.[name]?.inputs ?? {};
  if (!Object.values(rules).some((rule) => rule?.platforms)) return input;
  const platform = await platformOf(test, id);
  const taken = Object.entries(input).filter(
    ([property]) => rules[property]?.platforms?.some((one) => one === platform) ?? true,
  );
  return Object.fromEntries(taken);
}

type DevicePlatform = Platform | null | undefined;
type Known = { readonly account: OpenAccount; readonly platforms: Map<string, Promise<DevicePlatform>> };

const kept = new WeakMap<VendorTest, Known>();

/** The platform of a device, read once: it is the same in every account of a test. */
export function platformOf(test: VendorTest, id: string): Promise<DevicePlatform> {
  const { account, platforms } = knownOf(test);
  const platform =
    platforms.get(id) ?? account.mdm.devices.get(id, { remoteData: false }).then((device) => device.platform);
  platforms.set(id, platform);
  return platform;
}

function knownOf(test: VendorTest): Known {
  const known = kept.get(test) ?? { account: openAccount(test), platforms: new Map() };
  kept.set(test, known);
  return known;
}
