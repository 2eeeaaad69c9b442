import type { AppliveryWorkspace } from "../api/workspace.ts";
import type { AppliveryStep } from "../generated/api/client.ts";
import { removalStep } from "./plan-updates.ts";
import type { ActionTarget, PlatformActions } from "./platform-actions.ts";

/** Windows: two actions of its own, and commands for configuration paths. No response has the id of what was queued. */
export const windowsActions: PlatformActions = {
  lock: (target, _input, workspace) => ({
    operation: "createWindowsCommands",
    path: pathOf(workspace, target),
    body: {
      commands: [
        {
          config: {
            path: "./Vendor/MSFT/RemoteLock/DeviceLock",
            action: "Exec",
            value: "",
            format: "chr",
          },
        },
      ],
    },
  }),
  erase: (target, _input, workspace) => action(workspace, target, "wipe"),
  retire: (target, _input, workspace) => removalStep(workspace, target),
  restart: (target, _input, workspace) => action(workspace, target, "reboot"),
  sync: (target, _input, workspace) => ({
    operation: "refreshWindowsDeviceInfo",
    path: pathOf(workspace, target),
    body: { info: ["hardware", "applications", "certificates"] },
  }),
};

function action(workspace: AppliveryWorkspace, target: ActionTarget, name: "wipe" | "reboot"): AppliveryStep {
  const body = { entity: "command" as const, action: name, type: "default" as const };
  return { operation: "runWindowsDeviceAction", path: pathOf(workspace, target), body };
}

const pathOf = ({ organizationId }: AppliveryWorkspace, { id }: ActionTarget) => ({
  organizationId,
  winDeviceId: id,
});
