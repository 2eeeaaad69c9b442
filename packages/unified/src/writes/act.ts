import { type ActionInputs, type ActionName, isGuarded, toWireAction } from "../contract/actions.ts";
import { unsupported } from "../contract/errors.ts";
import type { Freshness } from "../contract/methods.ts";
import type { ActionResult, DeviceType } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { WriteOptions } from "../contract/write-options.ts";
import {
  assertInputs,
  assertPlatformInputs,
  inputsOf,
  refusalOf,
  withInputs,
} from "../input/action-inputs.ts";
import { assertOptions, typeOptions, WRITE_OPTIONS } from "../input/options.ts";
import { typeCheck } from "../lists/record-type.ts";
import { observing } from "../records/observe.ts";
import { mapRecord } from "../records/unset.ts";
import { assertConfirmed } from "./confirm.ts";
import { readCommandId } from "./confirmation.ts";
import { executePlan, withRemote } from "./execute.ts";
import { assertUnchanged, readFresh } from "./freshness.ts";
import { previewPlan } from "./preview.ts";

type ActionOptions = WriteOptions &
  Freshness & { confirm?: string; type?: DeviceType; remote_data?: object | null };
/** What a caller passes to the method of an action: the id of the device, inputs and options. */
export type ActionCall<Name extends ActionName> = [bareId: string, call: ActionInputs[Name] & ActionOptions];

/**
 * Reads the device, checks the confirmation, plans and sends. A dry run does not send. An action that the vendor lacks throws before
 * any request.
 */
export async function act<Name extends ActionName>(
  vendor: Vendor,
  name: Name,
  ...[bareId, call]: ActionCall<Name>
): Promise<ActionResult> {
  const { signal, dryRun = false, confirm, ifUnchanged, type, remote_data, remoteQuery } = call;
  const origin = { vendor: vendor.id, operation: `devices.${name}` };
  const { devices } = vendor;
  const planner = devices?.actions?.[name];
  if (!planner) throw unsupported(vendor, origin.operation);
  assertOptions(
    origin,
    call,
    [...WRITE_OPTIONS.guarded, ...typeOptions("devices")],
    [...inputsOf(name), "remote_data"],
  );
  const action = { vendor, action: name };
  assertInputs(origin, action, call);

  const id = devices.qualifyId?.(bareId, type) ?? bareId;
  const check = await typeCheck({ origin, contract: devices }, { type });
  const raw = await devices.get(id, {
    detail: ifUnchanged || check ? "full" : "identity",
    signal,
    primary: { signal },
  });
  const device = mapRecord(devices, raw);
  const refusal = refusalOf(action, device);
  if (!refusal) assertPlatformInputs(origin, action, { device, call });
  check?.(readFresh(devices, raw));
  if (ifUnchanged) assertUnchanged(origin, readFresh(devices, raw), ifUnchanged);
  // A device named by a bare id may be confirmed by it.
  if (isGuarded(name))
    assertConfirmed(origin, device, { confirm: confirm === bareId ? device.id : confirm, dryRun });

  const result = {
    id: device.id,
    action: toWireAction(name),
    command_id: null,
    requests: [],
    dry_run: dryRun,
  };
  const planned = refusal ?? (await planner(raw, withInputs(action, call)));
  if ("unsupported" in planned) return { ...result, status: "unsupported", reason: planned.unsupported };
  const plan = withRemote(planned, { data: remote_data, query: remoteQuery });
  const requests = previewPlan(vendor, plan);
  if (dryRun) return { ...result, status: "planned", requests };
  // Not as an argument of the optional call, whose arguments are not evaluated when it is absent.
  const response = await executePlan(vendor, plan, {
    signal,
    ...observing(vendor, devices.secrets, call.onExchange),
  });
  const commandId = readCommandId(vendor, plan, response);
  const status = commandId === null ? "accepted" : "pending";
  return { ...result, status, command_id: commandId, requests };
}
