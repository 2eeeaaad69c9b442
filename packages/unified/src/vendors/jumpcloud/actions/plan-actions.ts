import { type ActionInputs, given, type Planned, type PlannersOf, text } from "@mdmkit/unified/vendor";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import type { JumpCloudApi, JumpCloudStep, JumpCloudTypes } from "../generated/api/client.ts";
import type { ACTION_RULES } from "./action-rules.ts";
import { type CommandRoute, createCommandRouter } from "./command-route.ts";

type InstallAction = JumpCloudTypes["applemdms_devicesScheduleOSUpdate"]["input"]["body"]["install_action"];

const INSTALL_ACTIONS: Record<NonNullable<ActionInputs["updateOs"]["install_action"]>, InstallAction> = {
  download_only: "DOWNLOAD_ONLY",
  install_later: "INSTALL_LATER",
  install_asap: "INSTALL_ASAP",
  install_force_restart: "INSTALL_FORCE_RESTART",
};

/** Commands of the agent. */
const BUILT_IN = {
  lock: "systems_commandBuiltinLock",
  erase: "systems_commandBuiltinErase",
  restart: "systems_commandBuiltinRestart",
  shutdown: "systems_commandBuiltinShutdown",
} as const;

type Path<Kind> = Extract<CommandRoute, { kind: Kind }>["path"];

/** The request of an action on each route that has it. */
type Ways = {
  readonly agent?: keyof typeof BUILT_IN;
  apple?(path: Path<"apple">): JumpCloudStep;
  android?(path: Path<"android">): JumpCloudStep;
};

function stepOn(route: CommandRoute, { agent, apple, android }: Ways): JumpCloudStep | undefined {
  if (route.kind === "apple") return apple?.(route.path);
  if (route.kind === "android") return android?.(route.path);
  return agent && route.offers(agent) ? { operation: BUILT_IN[agent], path: route.path } : undefined;
}

/** What JumpCloud can do to a device. All of it is fire and forget: no command id comes back. */
export function createActionPlanners(
  client: JumpCloudApi,
): PlannersOf<typeof ACTION_RULES, JumpCloudDeviceRecord, JumpCloudStep> {
  const routeTo = createCommandRouter(client);

  const command = async (device: JumpCloudDeviceRecord, ways: Ways): Promise<Planned<JumpCloudStep>> => {
    const route = await routeTo(device);
    if ("unsupported" in route) return route;
    const unsupported = `JumpCloud does not support this action on ${WAYS[route.kind]}.`;
    return stepOn(route, ways) ?? { unsupported };
  };

  return {
    lock: (device, { pin }) =>
      command(device, {
        agent: "lock",
        apple: (path) => ({ operation: "applemdms_deviceslock", path, body: given({ pin }) }),
        android: (path) => ({ operation: "Devices_LockDevice", path, body: {} }),
      }),
    erase: (device, { pin }) =>
      command(device, {
        agent: "erase",
        apple: (path) => ({ operation: "applemdms_deviceserase", path, body: given({ pin }) }),
        android: (path) => ({ operation: "Devices_EraseDevice", path, body: {} }),
      }),
    restart: (device) =>
      command(device, {
        agent: "restart",
        apple: (path) => ({ operation: "applemdms_devicesrestart", path }),
        android: (path) => ({ operation: "Devices_RebootDevice", path, body: {} }),
      }),
    shutdown: (device) =>
      command(device, {
        agent: "shutdown",
        apple: (path) => ({ operation: "applemdms_devicesshutdown", path }),
      }),
    /** Ends Apple MDM management; the system's record and agent stay. */
    retire: (device) => command(device, { apple: (path) => ({ operation: "applemdms_deletedevice", path }) }),
    /** Android only, and only by setting another passcode. */
    clearPasscode: (device, { new_passcode: newPassword }) =>
      command(device, {
        android: (path) => ({ operation: "Devices_ResetPassword", path, body: { newPassword } }),
      }),
    clearActivationLock: (device) =>
      command(device, { apple: (path) => ({ operation: "applemdms_devicesClearActivationLock", path }) }),
    updateOs: (device, { product_key, install_action }) =>
      command(device, {
        apple: (path) => ({
          operation: "applemdms_devicesScheduleOSUpdate",
          path,
          body: { product_key, install_action: INSTALL_ACTIONS[install_action] },
        }),
      }),
    assignUser: ({ _id, id }, { user_id }) => ({
      operation: "systems_put",
      path: { id: text(_id) ?? text(id) ?? "" },
      body: { "primarySystemUser.id": user_id },
    }),
  };
}

const WAYS = {
  agent: "this device: its agent does not offer it",
  apple: "Apple devices",
  android: "Android devices",
};
