import type { InputRule } from "../contract/action-rules.ts";
import type { ActionName } from "../contract/actions.ts";
import type { Mdm } from "../contract/methods.ts";
import type { ActionResult } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { OpenAccount } from "./account.ts";

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
export async function inputFor(
  { mdm, vendor }: Pick<OpenAccount, "mdm" | "vendor">,
  name: ActionName,
  { id, input = {} }: { id: string; input: object | undefined },
): Promise<object> {
  const rules: Readonly<Record<string, InputRule | undefined>> =
    vendor.devices?.actionRules?.[name]?.inputs ?? {};
  if (!Object.values(rules).some((rule) => rule?.platforms)) return input;
  const { platform } = await mdm.devices.get(id, { remoteData: false });
  const taken = Object.entries(input).filter(
    ([property]) => rules[property]?.platforms?.some((one) => one === platform) ?? true,
  );
  return Object.fromEntries(taken);
}
