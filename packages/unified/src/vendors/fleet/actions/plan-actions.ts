import { isApple, type Planned, type PlannersOf, text } from "@mdmkit/unified/vendor";
import type { FleetDeviceRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { FleetStep } from "../generated/api/client.ts";
import type { Server } from "../organizations/organizations.ts";
import type { ACTION_RULES } from "./action-rules.ts";
import { appleCommand, windowsRestart } from "./mdm-commands.ts";
import { ownerStep } from "./plan-update.ts";

type Planner = (device: FleetDeviceRecord) => Planned<FleetStep>;

/** Requests without a command id: what became of one shows in `mdm.device_status` and `mdm.pending_action` of the host. */
const lock: Planner = ({ id }) => ({ operation: "lockHost", path: { id } });
const unlock: Planner = ({ id }) => ({ operation: "unlockHost", path: { id } });
const wipe: Planner = ({ id }) => ({ operation: "wipeHost", path: { id }, body: {} });
const turnOffMdm: Planner = ({ id }) => ({ operation: "turnOffHostMdm", path: { id } });

export function createActionPlanners(
  server: Server,
): PlannersOf<typeof ACTION_RULES, FleetDeviceRecord, FleetStep> {
  /** What only a Premium server does. */
  const premium = (refusals: readonly Refusal[], plan: Planner) => async (device: FleetDeviceRecord) => {
    const planned = unless(refusals, plan)(device);
    return "unsupported" in planned || !(await server.isFree()) ? planned : refused(FREE);
  };

  return {
    lock: premium([notReached, personal, locked], lock),
    unlock: premium([notReached, notLocked], unlock),
    erase: premium([notReached, personal, locked], wipe),
    enableLostMode: premium([notByMdm, notAutomated, locked], lock),
    disableLostMode: premium([notByMdm, notLocked], unlock),
    restart: unless([notByMdm], (device) =>
      platformOf(device) === "windows" ? windowsRestart(device) : appleCommand(device, "RestartDevice"),
    ),
    shutdown: unless([notByMdm], (device) => appleCommand(device, "ShutDownDevice")),
    retire: unless([notByMdm], turnOffMdm),
    sync: ({ id }) => ({ operation: "refetchHost", path: { id } }),
    assignUser: ({ id }, { user_id: userId }) =>
      ownerStep(server, id, { userId, operation: "devices.assignUser" }),
  };
}

/** Why an action does not work on a device, if it does not. */
type Refusal = (device: FleetDeviceRecord) => string | false;

const FREE = "This requires Fleet Premium, for which this server has no license.";

const refused = (unsupported: string) => ({ unsupported });

const unless =
  (refusals: readonly Refusal[], plan: Planner): Planner =>
  (device) => {
    const reason = refusals.map((refusalOf) => refusalOf(device)).find(Boolean);
    return reason ? refused(reason) : plan(device);
  };

/** Another product may manage the device, of which Fleet knows only that it does. */
const notByMdm: Refusal = ({ mdm, uuid }) => {
  const isOn = text(mdm?.enrollment_status)?.startsWith("On") && mdm?.connected_to_fleet !== false;
  return !(isOn && text(uuid)) && "This server does not manage the device by MDM.";
};

/** Macs, iPhones and iPads are reached by MDM, the others by scripts. */
const notReached: Refusal = (device) =>
  isApple(platformOf(device))
    ? notByMdm(device)
    : device.scripts_enabled === false && "Scripts are not enabled on this device.";

const personal: Refusal = (device) =>
  (text(device.mdm?.enrollment_status)?.includes("ersonal") ?? false) &&
  isApple(platformOf(device)) &&
  "Fleet neither locks nor erases personal devices.";

const notAutomated: Refusal = ({ mdm }) =>
  text(mdm?.enrollment_status) !== "On (automatic)" &&
  "Fleet enables lost mode only after automated enrollment.";

/** Older servers do not say whether a device is locked. */
const locked: Refusal = ({ mdm }) =>
  mdm?.device_status === "locked" && "The device is locked. Unlock it first.";

const notLocked: Refusal = ({ mdm }) => mdm?.device_status === "unlocked" && "The device is not locked.";
