import type { System } from "@mdmkit/jumpcloud";
import { type ActionInputs, macPin, text, type Unsupported } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { JumpCloudDevice } from "../api/record.ts";
import type { JumpCloudApi, JumpCloudPlan, JumpCloudTypes } from "../generated/api/client.ts";
import { type CommandRoute, createCommandRouter } from "./command-route.ts";

type Planned = JumpCloudPlan | Unsupported;
type Step = JumpCloudPlan["steps"][number];
type InstallAction = JumpCloudTypes["applemdms_devicesScheduleOSUpdate"]["input"]["body"]["install_action"];

/** Six digits for a Mac, which asks for them afterwards; null for devices that take none. */
type PinInput = { pin: string | null };

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
    device: JumpCloudDevice,
    plan: (route: CommandRoute) => Step | undefined,
  ): Promise<Planned> => {
    const route = await routeTo(device);
    if ("unsupported" in route) return route;
    const step = plan(route);
    return step
      ? { steps: [step] }
      : { unsupported: `JumpCloud has no such command for ${WAYS[route.kind]}.` };
  };

  return {
    lock: (device: JumpCloudDevice, { pin }: PinInput) =>
      command(device, (route) => {
        if (route.kind === "android") return { operation: "Devices_LockDevice", path: route.path, body: {} };
        if (route.kind === "apple") {
          return { operation: "applemdms_deviceslock", path: route.path, body: pinBody("lock", route, pin) };
        }
        return route.offers("lock")
          ? { operation: "systems_commandBuiltinLock", path: route.path }
          : undefined;
      }),
    erase: (device: JumpCloudDevice, { pin }: PinInput) =>
      command(device, (route) => {
        if (route.kind === "android") return { operation: "Devices_EraseDevice", path: route.path, body: {} };
        if (route.kind === "apple") {
          return {
            operation: "applemdms_deviceserase",
            path: route.path,
            body: pinBody("erase", route, pin),
          };
        }
        return route.offers("erase")
          ? { operation: "systems_commandBuiltinErase", path: route.path }
          : undefined;
      }),
    restart: (device: JumpCloudDevice) =>
      command(device, (route) => {
        if (route.kind === "android")
          return { operation: "Devices_RebootDevice", path: route.path, body: {} };
        if (route.kind === "apple") return { operation: "applemdms_devicesrestart", path: route.path };
        return route.offers("restart")
          ? { operation: "systems_commandBuiltinRestart", path: route.path }
          : undefined;
      }),
    shutdown: (device: JumpCloudDevice) =>
      command(device, (route) => {
        if (route.kind === "apple") return { operation: "applemdms_devicesshutdown", path: route.path };
        if (route.kind === "agent" && route.offers("shutdown")) {
          return { operation: "systems_commandBuiltinShutdown", path: route.path };
        }
        return undefined;
      }),
    /** Ends Apple MDM management; the system's record and agent stay. */
    retire: (device: JumpCloudDevice) =>
      command(device, (route) =>
        route.kind === "apple" ? { operation: "applemdms_deletedevice", path: route.path } : undefined,
      ),
    /** Android only, and only by setting another passcode. */
    clearPasscode: (device: JumpCloudDevice, { new_passcode }: { new_passcode: string }) =>
      command(device, (route) =>
        route.kind === "android"
          ? { operation: "Devices_ResetPassword", path: route.path, body: { newPassword: new_passcode } }
          : undefined,
      ),
    clearActivationLock: (device: JumpCloudDevice) =>
      command(device, (route) =>
        route.kind === "apple"
          ? { operation: "applemdms_devicesClearActivationLock", path: route.path }
          : undefined,
      ),
    updateOs: (device: JumpCloudDevice, { product_key, install_action }: UpdateInput) =>
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
      device: JumpCloudDevice,
      { user_id }: ActionInputs["assignUser"],
    ): Promise<Planned> => ({
      steps: [
        { operation: "systems_put", path: { id: idOf(device) }, body: { "primarySystemUser.id": user_id } },
      ],
    }),
  };
}

/** Apple names an update by its product key; there is no "newest". */
type UpdateInput = {
  product_key: string;
  install_action: NonNullable<ActionInputs["updateOs"]["install_action"]>;
};

const WAYS = {
  agent: "devices managed by its agent, or this one's agent does not offer it",
  apple: "Apple devices",
  android: "Android devices",
};

function pinBody(action: string, route: CommandRoute, pin: string | null | undefined): { pin?: string } {
  const isMac = route.kind === "apple" && route.platform === "macos";
  const digits = macPin(pin, isMac, (message) => invalidInput(`devices.${action}`, message));
  return digits ? { pin: digits } : {};
}

function idOf({ _id, id }: System): string {
  return text(_id) ?? text(id) ?? "";
}
