import {
  type Device,
  fromWireAction,
  GUARDED_ACTIONS,
  type Mdm,
  type UnifiedComponents,
  type Vendor,
} from "@mdmkit/unified";
import { assertScope } from "../calls/scopes.ts";
import type { Call, RequestBodyOf } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];
type Result = Schemas["ActionResult"];
type Body = RequestBodyOf<"performDeviceAction">;
type ActionName = Body["action"];
type BodyByName = { [Name in ActionName]: Extract<Body, { action: Name }> };
type Devices = Mdm<Vendor>["devices"];
type Options = {
  signal: AbortSignal;
  type?: Schemas["DeviceType"];
  remoteQuery?: Readonly<Record<string, unknown>>;
  ifUnchanged?: Partial<Device>;
} & Confirmation;
type Confirmation = { dryRun: true; confirm?: string } | { dryRun: false; confirm: string };

/** Properties of a body that are no inputs of the action itself. */
type EngineInput = "action" | "confirm" | "dry_run" | "if_unchanged";
type Inputs<Name extends ActionName> = Omit<BodyByName[Name], EngineInput> & Options;
type Perform<Name extends ActionName> = (
  devices: Devices,
  id: string,
  inputs: Inputs<Name>,
) => Promise<Result>;

const ACTIONS: { readonly [Name in ActionName]: Perform<Name> } = {
  lock: (devices, id, inputs) => devices.lock(id, inputs),
  unlock: (devices, id, inputs) => devices.unlock(id, inputs),
  erase: (devices, id, inputs) => devices.erase(id, inputs),
  retire: (devices, id, inputs) => devices.retire(id, inputs),
  restart: (devices, id, inputs) => devices.restart(id, inputs),
  shutdown: (devices, id, inputs) => devices.shutdown(id, inputs),
  sync: (devices, id, inputs) => devices.sync(id, inputs),
  clear_passcode: (devices, id, inputs) => devices.clearPasscode(id, inputs),
  clear_activation_lock: (devices, id, inputs) => devices.clearActivationLock(id, inputs),
  send_message: (devices, id, inputs) => devices.sendMessage(id, inputs),
  enable_lost_mode: (devices, id, inputs) => devices.enableLostMode(id, inputs),
  disable_lost_mode: (devices, id, inputs) => devices.disableLostMode(id, inputs),
  assign_user: (devices, id, inputs) => devices.assignUser(id, inputs),
  update_os: (devices, id, inputs) => devices.updateOs(id, inputs),
};

/** Performs a device action. Actions that lock a user out or destroy data need the scope `destructive`. */
export async function performDeviceAction(
  { useAccount }: Services,
  { details, query, path, body, signal }: Call<"performDeviceAction">,
): Promise<JsonReply<Result>> {
  details.action = body.action;
  assertScope(details, isGuarded(body.action) ? "destructive" : "write");
  const options: Options = {
    signal,
    ...confirmationOf(body),
    ...(query.type && { type: query.type }),
    ...(query.remote_query && { remoteQuery: query.remote_query }),
    ...(body.if_unchanged && { ifUnchanged: deviceBefore(body.if_unchanged) }),
  };
  const result = await useAccount({ details, query }, `devices.${fromWireAction(body.action)}`, (mdm) =>
    perform(body.action, mdm.devices, { id: path.id, body, options }),
  );
  return json(result);
}

function perform<Name extends ActionName>(
  name: Name,
  devices: Devices,
  { id, body, options }: { id: string; body: BodyByName[Name]; options: Options },
): Promise<Result> {
  return ACTIONS[name](devices, id, { ...inputsOf(body), ...options });
}

/** What the body says of the device as it was read before: absent properties are not compared. */
export function deviceBefore(before: Schemas["DeviceBefore"]): Partial<Device> {
  const { id, owner, enrollment_status, first_enrolled_at, last_enrolled_at } = before;
  return {
    ...(id !== undefined && { id }),
    ...(owner !== undefined && { owner }),
    ...(enrollment_status !== undefined && { enrollment_status }),
    ...(first_enrolled_at !== undefined && { first_enrolled_at }),
    ...(last_enrolled_at !== undefined && { last_enrolled_at }),
  };
}

type Confirmable = { readonly dry_run?: boolean | null; readonly confirm?: string };

/** Only a dry run goes without a confirmation. */
function confirmationOf({ dry_run, confirm }: Confirmable): Confirmation {
  if (!dry_run) return { dryRun: false, confirm: confirm ?? "" };
  return confirm === undefined ? { dryRun: true } : { dryRun: true, confirm };
}

/** The inputs of the action itself. */
export function inputsOf<Given extends Confirmable & { action: string; if_unchanged?: unknown }>(
  body: Given,
): Omit<Given, EngineInput> {
  const { action: _action, dry_run: _dryRun, confirm: _confirm, if_unchanged: _before, ...inputs } = body;
  return inputs;
}

export function isGuarded(name: ActionName): boolean {
  return GUARDED_ACTIONS.some((guarded) => guarded === fromWireAction(name));
}
