import type { System } from "@mdmkit/jumpcloud";
import { type ActionInputs, given, text, type Unsupported } from "@mdmkit/unified/vendor";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import type { JumpCloudApi, JumpCloudPlan, JumpCloudTypes } from "../generated/api/client.ts";
import type { Input } from "./action-rules.ts";
import { type CommandRoute, createCommandRouter } from "./command-route.ts";

type Planned = JumpCloudPlan | Unsupported;
type Step = JumpCloudPlan["steps"][number];
type InstallAction = JumpCloudTypes["applemdms_devicesScheduleOSUpdate"]["input"]["body"]["install_action"];

const INSTALL_ACTIONS: Record<NonNullable<ActionInputs["updateOs"]["install_action"]>, InstallAction> = {
  download_only: "DOWNLOAD_ONLY",
  install_later: "INSTALL_LATER",
  install_asap: "INSTALL_ASAP",
  install_force_restart: "INSTALL_FORCE_RESTART",
};

/** What JumpCloud can do to a device. All of it is fire and forget: no command id comes back. */
export function createActionPlanners(client: JumpCloudApi) {
  const routeTo = createCommandRouter(client);

  /** Plans one request by the device's route; undefined means that there is none on that route. */
  const command = async (
    device: JumpCloudDeviceRecord,
    plan: (route: CommandRoute) => Step | undefined,
  ): Promise<Planned> => {
    const route = await routeTo(device);
    if ("unsupported" in route) return route;
    const step = plan(route);
    return step
      ? { steps: [step] }
      : { unsupported: `JumpCloud does not support this action on ${WAYS[route.kind]}.` };
  };

  return {
    lock: (device: JumpCloudDeviceRecord, { pin }: Input<"lock">) =>
      command(device, (route) => {
        if (route.kind === "android") return { operation: "Devices_LockDevice", path: route.path, body: {} };
        if (route.kind === "apple") {
          return { operation: "applemdms_deviceslock", path: route.path, body: given({ pin }) };
        }
        return route.offers("lock")
          ? { operation: "systems_commandBuiltinLock", path: route.path }
          : undefined;
      }),
    erase: (device: JumpCloudDeviceRecord, { pin }: Input<"erase">) =>
      command(device, (route) => {
        if (route.kind === "android") return { operation: "Devices_EraseDevice", path: route.path, body: {} };
        if (route.kind === "apple") {
          return {
            operation: "applemdms_deviceserase",
            path: route.path,
            body: given({ pin }),
          };
        }
        return route.offers("erase")
          ? { operation: "systems_commandBuiltinErase", path: route.path }
          : undefined;
      }),
    restart: (device: JumpCloudDeviceRecord) =>
      command(device, (route) => {
        if (route.kind === "android")
          return { operation: "Devices_RebootDevice", path: route.path, body: {} };
        if (route.kind === "apple") return { operation: "applemdms_devicesrestart", path: route.path };
        return route.offers("restart")
          ? { operation: "systems_commandBuiltinRestart", path: route.path }
          : undefined;
      }),
    shutdown: (device: JumpCloudDeviceRecord) =>
      command(device, (route) => {
        if (route.kind === "apple") return { operation: "applemdms_devicesshutdown", path: route.path };
        if (route.kind === "agent" && route.offers("shutdown")) {
          return { operation: "systems_commandBuiltinShutdown", path: route.path };
        }
        return undefined;
      }),
    /** Ends Apple MDM management; the system's record and agent stay. */
    retire: (device: JumpCloudDeviceRecord) =>
      command(device, (route) =>
        route.kind === "apple" ? { operation: "applemdms_deletedevice", path: route.path } : undefined,
      ),
    /** Android only, and only by setting another passcode. */
    clearPasscode: (device: JumpCloudDeviceRecord, { new_passcode }: Input<"clearPasscode">) =>
      command(device, (route) =>
        route.kind === "android"
          ? { operation: "Devices_ResetPassword", path: route.path, body: { newPassword: new_passcode } }
          : undefined,
      ),
    clearActivationLock: (device: JumpCloudDeviceRecord) =>
      command(device, (route) =>
        route.kind === "apple"
          ? { operation: "applemdms_devicesClearActivationLock", path: route.path }
          : undefined,
      ),
    updateOs: (device: JumpCloudDeviceRecord, { product_key, install_action }: Input<"updateOs">) =>
      command(device, (route) =>
        route.kind === "apple"
          ? {
              operation: "applemdms_devicesScheduleOSUpdate",
              path: route.path,
              body: { product_key, install_action: INSTALL_ACTIONS[install_action] },
            }
          : undefined,
      ),
    assignUser: async (
      device: JumpCloudDeviceRecord,
      { user_id }: Input<"assignUser">,
    ): Promise<Planned> => ({
      steps: [
        { operation: "systems_put", path: { id: idOf(device) }, body: { "primarySystemUser.id": user_id } },
      ],
    }),
  };
}

const WAYS = {
  agent: "this device: its agent does not offer it",
  apple: "Apple devices",
  android: "Android devices",
};

function idOf({ _id, id }: System): string {
  return text(_id) ?? text(id) ?? "";
}
