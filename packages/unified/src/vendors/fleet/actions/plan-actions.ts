import { isApple, text, type Unsupported } from "@mdmkit/unified/vendor";
import type { FleetDeviceRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { FleetPlan } from "../generated/api/client.ts";
import type { Server } from "../organizations/organizations.ts";
import type { Input } from "./action-rules.ts";
import { appleCommand, windowsRestart } from "./mdm-commands.ts";
import { ownerStep } from "./plan-update.ts";

type Planned = FleetPlan | Unsupported;
type Planner = (device: FleetDeviceRecord) => FleetPlan;
type Refusal = (device: FleetDeviceRecord) => Unsupported | undefined;

/** Requests without a command id: what became of one shows in `mdm.device_status` and `mdm.pending_action` of the host. */
const lock: Planner = ({ id }) => ({ steps: [{ operation: "lockHost", path: { id } }] });
const unlock: Planner = ({ id }) => ({ steps: [{ operation: "unlockHost", path: { id } }] });
const wipe: Planner = ({ id }) => ({ steps: [{ operation: "wipeHost", path: { id }, body: {} }] });
const refetch: Planner = ({ id }) => ({ steps: [{ operation: "refetchHost", path: { id } }] });
const turnOffMdm: Planner = ({ id }) => ({ steps: [{ operation: "turnOffHostMdm", path: { id } }] });

export function createActionPlanners(server: Server) {
  /** What only a Premium server does. */
  const premium =
    (refusals: readonly Refusal[], plan: Planner) =>
    async (device: FleetDeviceRecord): Promise<Planned> => {
      const refused = refusals.map((refusalOf) => refusalOf(device)).find((reason) => reason !== undefined);
      return refused ?? ((await server.isFree()) ? FREE : plan(device));
    };

  return {
    lock: premium([notReached, personal, locked], lock),
    unlock: premium([notReached, notLocked], unlock),
    erase: premium([notReached, personal, locked], wipe),
    enableLostMode: premium([notByMdm, notAutomated, locked], lock),
    disableLostMode: premium([notByMdm, notLocked], unlock),

    restart: (device: FleetDeviceRecord): Planned =>
      notByMdm(device) ??
      (platformOf(device) === "windows" ? windowsRestart(device) : appleCommand(device, "RestartDevice")),
    shutdown: (device: FleetDeviceRecord): Planned =>
      notByMdm(device) ?? appleCommand(device, "ShutDownDevice"),
    sync: refetch,
    retire: (device: FleetDeviceRecord): Planned => notByMdm(device) ?? turnOffMdm(device),
    async assignUser(
      { id }: FleetDeviceRecord,
      { user_id: userId }: Input<"assignUser">,
    ): Promise<FleetPlan> {
      return { steps: [await ownerStep(server, id, { userId, operation: "devices.assignUser" })] };
    },
  };
}

const FREE: Unsupported = {
  unsupported: "This requires Fleet Premium, for which this server has no license.",
};

const refuse = (isRefused: boolean, unsupported: string): Unsupported | undefined =>
  isRefused ? { unsupported } : undefined;

/** Another product may manage the device, of which Fleet knows only that it does. */
const notByMdm: Refusal = ({ mdm, uuid }) => {
  const isOn = text(mdm?.enrollment_status)?.startsWith("On") && mdm?.connected_to_fleet !== false;
  return refuse(!(isOn && text(uuid)), "This server does not manage the device by MDM.");
};

/** Macs, iPhones and iPads are reached by MDM, the others by scripts. */
const notReached: Refusal = (device) =>
  isApple(platformOf(device))
    ? notByMdm(device)
    : refuse(device.scripts_enabled === false, "Scripts are not enabled on this device.");

const personal: Refusal = (device) => {
  const isPersonal = text(device.mdm?.enrollment_status)?.includes("ersonal") ?? false;
  return refuse(
    isPersonal && isApple(platformOf(device)),
    "Fleet neither locks nor erases personal devices.",
  );
};

const notAutomated: Refusal = ({ mdm }) =>
  refuse(
    text(mdm?.enrollment_status) !== "On (automatic)",
    "Fleet enables lost mode only after automated enrollment.",
  );

/** Older servers do not say whether a device is locked. */
const locked: Refusal = ({ mdm }) =>
  refuse(mdm?.device_status === "locked", "The device is locked. Unlock it first.");

const notLocked: Refusal = ({ mdm }) =>
  refuse(mdm?.device_status === "unlocked", "The device is not locked.");
