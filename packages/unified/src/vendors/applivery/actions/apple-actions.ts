import type { AppleCommand } from "@mdmkit/applivery";
import { type ActionInputs, appleModel, given, idAt, type Platform } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { summaryOf } from "../devices/device-parts.ts";
import { platformOf } from "../devices/platform.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";
import { removalStep } from "./plan-updates.ts";
import type { ActionTarget, Planned, PlatformActions } from "./platform-actions.ts";

type OsUpdate = NonNullable<AppleCommand["Updates"]>[number];

const INSTALL_ACTIONS: Record<
  NonNullable<ActionInputs["updateOs"]["install_action"]>,
  NonNullable<OsUpdate["InstallAction"]>
> = {
  download_only: "DownloadOnly",
  install_later: "InstallLater",
  install_asap: "InstallASAP",
  install_force_restart: "InstallForceRestart",
};

/** iPhone, iPad and Mac: commands of Apple's protocol. The device responds when it checks in. */
export const appleActions: PlatformActions = {
  lock: (target, { pin, message, phone_number }, workspace) =>
    command(workspace, target, {
      RequestType: "DeviceLock",
      ...given({ PIN: pin, Message: message, PhoneNumber: phone_number }),
    }),
  erase: (target, { pin }, workspace) =>
    command(workspace, target, { RequestType: "EraseDevice", ...given({ PIN: pin }) }),
  retire: (target, _input, workspace) => removalStep(workspace, target),
  restart: (target, _input, workspace) =>
    supervised(target) ?? command(workspace, target, { RequestType: "RestartDevice" }),
  shutdown: (target, _input, workspace) =>
    supervised(target) ?? command(workspace, target, { RequestType: "ShutDownDevice" }),
  sync: (target, _input, workspace) => command(workspace, target, { RequestType: "DeviceInformation" }),
  clearPasscode: (target, _input, workspace) =>
    isMac(target.device)
      ? { unsupported: "Apple does not support clearing the passcode of a Mac." }
      : command(workspace, target, { RequestType: "ClearPasscode" }),
  enableLostMode: (target, { message, phone_number, footnote }, workspace) => {
    const shown = given({ Message: message, PhoneNumber: phone_number, Footnote: footnote });
    const refused = lostModeRefused(target);
    if (refused) return refused;
    if (shown.Message || shown.PhoneNumber)
      return command(workspace, target, { RequestType: "EnableLostMode", ...shown });
    throw invalidInput(
      "devices.enableLostMode",
      "Set `message` or `phone_number`. Lost mode requires one of them.",
    );
  },
  disableLostMode: (target, _input, workspace) =>
    lostModeRefused(target) ?? command(workspace, target, { RequestType: "DisableLostMode" }),
  updateOs: (target, { version, install_action }, workspace) =>
    command(workspace, target, {
      RequestType: "ScheduleOSUpdate",
      Updates: [
        {
          ProductVersion: version,
          InstallAction: install_action ? INSTALL_ACTIONS[install_action] : "Default",
        },
      ],
    }),
};

function command(
  { organizationId }: AppliveryWorkspace,
  { id }: ActionTarget,
  body: AppleCommand,
): AppliveryPlan {
  return {
    operation: "createAppleCommands",
    path: { organizationId, targetType: "device" },
    body: { command: body, targetIds: [id] },
    // The vendor returns the commands it created, one for each target.
    commandId: (response) => idAt(response, "data", 0, "id"),
  };
}

function supervised({ device }: ActionTarget): Planned | undefined {
  if (summaryOf(device).isSupervised !== false) return undefined;
  return { unsupported: "Apple supports this on supervised devices only. This device is not supervised." };
}

function lostModeRefused(target: ActionTarget): Planned | undefined {
  if (isMac(target.device)) return { unsupported: "Macs do not support lost mode." };
  return supervised(target);
}

const isMac = (device: AppliveryDeviceRecord): boolean => applePlatformOf(device) === "macos";

export function applePlatformOf(device: AppliveryDeviceRecord): Platform | null | undefined {
  const { model, os } = summaryOf(device);
  return platformOf({ family: "apple", model: appleModel([model]), os });
}
