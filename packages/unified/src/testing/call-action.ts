import type { ActionName } from "../contract/actions.ts";
import type { Mdm } from "../contract/methods.ts";
import type { ActionResult } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";

/** Performs an action chosen at run time, with input no type has checked. */
export function callAction(
  mdm: Mdm<Vendor>,
  name: ActionName,
  id: string,
  input: object,
): Promise<ActionResult> {
  const method: unknown = Reflect.get(mdm.devices, name);
  if (typeof method !== "function") throw new Error(`there is no method ${name}`);
  return method(id, input);
}
