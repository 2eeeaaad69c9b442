import { GUARDED_ACTIONS, type Mdm, type UnifiedComponents, type Vendor } from "@mdmkit/unified";
import type { BodyOf, Call } from "../api/operation.ts";
import { type JsonReply, json } from "../api/reply.ts";
import { assertScope } from "../api/scopes.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];
type Result = Schemas["ActionResult"];
type Body = BodyOf<"performDeviceAction">;
type ActionName = Body["action"];
type BodyByName = { [Name in ActionName]: Extract<Body, { action: Name }> };
type Devices = Mdm<Vendor>["devices"];
type Options = {
  signal: AbortSignal;
  dryRun: boolean;
  type?: Schemas["DeviceType"];
  remoteQuery?: Readonly<Record<string, unknown>>;
};

type Perform<Name extends ActionName> = (
  devices: Devices,
  call: { id: string; body: BodyByName[Name]; options: Options },
) => Promise<Result>;

const ACTIONS: { readonly [Name in ActionName]: Perform<Name> } = {
  lock: (devices, { id, body, options }) => devices.lock(id, { ...inputsOf(body), ...options }),
  unlock: (devices, { id, body, options }) => devices.unlock(id, { ...inputsOf(body), ...options }),
  erase: (devices, { id, body, options }) => devices.erase(id, { ...inputsOf(body), ...options }),
  retire: (devices, { id, body, options }) => devices.retire(id, { ...inputsOf(body), ...options }),
  restart: (devices, { id, body, options }) => devices.restart(id, { ...inputsOf(body), ...options }),
  shutdown: (devices, { id, body, options }) => devices.shutdown(id, { ...inputsOf(body), ...options }),
  sync: (devices, { id, body, options }) => devices.sync(id, { ...inputsOf(body), ...options }),
  clear_passcode: (devices, { id, body, options }) =>
    devices.clearPasscode(id, { ...inputsOf(body), ...options }),
  clear_activation_lock: (devices, { id, body, options }) =>
    devices.clearActivationLock(id, { ...inputsOf(body), ...options }),
  send_message: (devices, { id, body, options }) =>
    devices.sendMessage(id, { ...inputsOf(body), ...options }),
  enable_lost_mode: (devices, { id, body, options }) =>
    devices.enableLostMode(id, { ...inputsOf(body), ...options }),
  disable_lost_mode: (devices, { id, body, options }) =>
    devices.disableLostMode(id, { ...inputsOf(body), ...options }),
  assign_user: (devices, { id, body, options }) => devices.assignUser(id, { ...inputsOf(body), ...options }),
  update_os: (devices, { id, body, options }) => devices.updateOs(id, { ...inputsOf(body), ...options }),
};

/** Performs a device action. Those that cut a user off or destroy data need the scope for that. */
export async function performDeviceAction(
  { useAccount }: Services,
  { facts, query, path, body, signal }: Call<"performDeviceAction">,
): Promise<JsonReply<Result>> {
  facts.action = body.action;
  assertScope(facts, isGuarded(body.action) ? "destructive" : "write");
  const options: Options = {
    signal,
    dryRun: body.dry_run ?? false,
    ...(query.type && { type: query.type }),
    ...(query.remote_query && { remoteQuery: query.remote_query }),
  };
  const result = await useAccount({ facts, query }, `devices.${camelCase(body.action)}`, (mdm) =>
    perform(body.action, mdm.devices, { id: path.id, body, options }),
  );
  return json(result);
}

function perform<Name extends ActionName>(
  name: Name,
  devices: Devices,
  call: { id: string; body: BodyByName[Name]; options: Options },
): Promise<Result> {
  return ACTIONS[name](devices, call);
}

/** What the action itself takes. */
function inputsOf<Given extends { action: string; dry_run?: boolean | null }>(
  body: Given,
): Omit<Given, "action" | "dry_run"> {
  const { action: _action, dry_run: _dryRun, ...inputs } = body;
  return inputs;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function isGuarded(name: ActionName): boolean {
  return GUARDED_ACTIONS.some((guarded) => guarded === camelCase(name));
}
