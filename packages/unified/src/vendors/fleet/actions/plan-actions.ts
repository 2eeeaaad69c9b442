import { type Platform, text, type Unsupported } from "@mdmkit/unified/vendor";
import { hostNumber } from "../api/errors.ts";
import type { FleetDevice } from "../api/record.ts";
import { isApple, platformOf } from "../devices/platform.ts";
import type { FleetPlan, FleetStep } from "../generated/api/client.ts";
import type { Server } from "../organizations/server.ts";
import { ACTION_RULES, type Input } from "./action-rules.ts";
import { appleCommand, windowsRestart } from "./mdm-commands.ts";
import { planOwner } from "./plan-owner.ts";

type Planned = FleetPlan | Unsupported;
type Path = { id: number };

/** Requests without a command id: what became of one shows in `mdm.device_status` and `mdm.pending_action` of the host. */
export function createActionPlanners(server: Server) {
  /** What only a Premium server does. */
  async function premium(
    device: FleetDevice,
    refusal: Unsupported | undefined,
    step: (path: Path) => FleetStep,
  ): Promise<Planned> {
    if (refusal) return refusal;
    return (await server.isFree()) ? FREE : planOf(device, step);
  }

  return {
    lock: (device: FleetDevice) =>
      premium(
        device,
        notFor(device, ACTION_RULES.lock) ?? notReached(device) ?? ofPersonal(device) ?? locked(device),
        (path) => ({ operation: "lockHost", path }),
      ),
    unlock: (device: FleetDevice) =>
      premium(
        device,
        notFor(device, ACTION_RULES.unlock) ?? notReached(device) ?? notLocked(device),
        (path) => ({ operation: "unlockHost", path }),
      ),
    erase: (device: FleetDevice) =>
      premium(
        device,
        notFor(device, ACTION_RULES.erase) ?? notReached(device) ?? ofPersonal(device) ?? locked(device),
        (path) => ({ operation: "wipeHost", path, body: {} }),
      ),
    enableLostMode: (device: FleetDevice) =>
      premium(
        device,
        notFor(device, ACTION_RULES.enableLostMode) ??
          notByMdm(device) ??
          notAutomated(device) ??
          locked(device),
        (path) => ({ operation: "lockHost", path }),
      ),
    disableLostMode: (device: FleetDevice) =>
      premium(
        device,
        notFor(device, ACTION_RULES.disableLostMode) ?? notByMdm(device) ?? notLocked(device),
        (path) => ({ operation: "unlockHost", path }),
      ),

    restart: (device: FleetDevice): Planned =>
      notFor(device, ACTION_RULES.restart) ??
      notByMdm(device) ??
      (platformOf(device) === "windows"
        ? windowsRestart(uuidOf(device))
        : appleCommand(uuidOf(device), "RestartDevice")),
    shutdown: (device: FleetDevice): Planned =>
      notFor(device, ACTION_RULES.shutdown) ??
      notByMdm(device) ??
      appleCommand(uuidOf(device), "ShutDownDevice"),
    sync: (device: FleetDevice): Planned => planOf(device, (path) => ({ operation: "refetchHost", path })),
    retire: (device: FleetDevice): Planned =>
      notFor(device, ACTION_RULES.retire) ??
      notByMdm(device) ??
      planOf(device, (path) => ({ operation: "turnOffHostMdm", path })),
    assignUser: (device: FleetDevice, { user_id }: Input<"assignUser">): Promise<FleetPlan> =>
      planOwner(server, hostNumber("devices.assignUser", String(device.id)), {
        userId: user_id,
        operation: "devices.assignUser",
      }),
  };
}

const FREE: Unsupported = {
  unsupported: "This requires Fleet Premium, for which this server has no license.",
};
const NO_MDM: Unsupported = { unsupported: "This server does not manage the device by MDM." };

function planOf(device: FleetDevice, step: (path: Path) => FleetStep): FleetPlan {
  return { steps: [step({ id: device.id })] };
}

const uuidOf = (device: FleetDevice): string => text(device.uuid) ?? "";

function notFor(
  device: FleetDevice,
  { platforms }: { platforms: readonly Platform[] },
): Unsupported | undefined {
  if (platforms.includes(platformOf(device))) return undefined;
  return { unsupported: "Fleet does not support this action on devices of this platform." };
}

/** Another product may manage the device, of which Fleet knows only that it does. */
function notByMdm({ mdm, uuid }: FleetDevice): Unsupported | undefined {
  const isOn = text(mdm?.enrollment_status)?.startsWith("On") ?? false;
  return isOn && mdm?.connected_to_fleet !== false && text(uuid) ? undefined : NO_MDM;
}

/** Macs, iPhones and iPads are reached by MDM, the others by scripts. */
function notReached(device: FleetDevice): Unsupported | undefined {
  if (isApple(platformOf(device))) return notByMdm(device);
  if (device.scripts_enabled !== false) return undefined;
  return { unsupported: "Scripts are not enabled on this device." };
}

function ofPersonal(device: FleetDevice): Unsupported | undefined {
  const isPersonal = text(device.mdm?.enrollment_status)?.includes("ersonal") ?? false;
  if (!isPersonal || !isApple(platformOf(device))) return undefined;
  return { unsupported: "Fleet neither locks nor erases personal devices." };
}

function notAutomated({ mdm }: FleetDevice): Unsupported | undefined {
  if (text(mdm?.enrollment_status) === "On (automatic)") return undefined;
  return { unsupported: "Fleet enables lost mode only after automated enrollment." };
}

/** Older servers do not say whether a device is locked. */
function locked({ mdm }: FleetDevice): Unsupported | undefined {
  return mdm?.device_status === "locked"
    ? { unsupported: "The device is locked. Unlock it first." }
    : undefined;
}

function notLocked({ mdm }: FleetDevice): Unsupported | undefined {
  return mdm?.device_status === "unlocked" ? { unsupported: "The device is not locked." } : undefined;
}
