import type { AppliveryApi, AppliveryStep } from "../api/client.ts";
import { removalStep } from "./plan-updates.ts";
import type { ActionTarget, PlatformActions } from "./platform-actions.ts";

/** Windows: two actions of its own, and commands for configuration paths. Nothing tells the id of what was queued. */
export const windowsActions: PlatformActions = {
  lock: (target, _input, api) => ({
    steps: [
      {
        operation: "createWindowsCommands",
        path: pathOf(api, target),
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
      },
    ],
  }),
  erase: (target, _input, api) => ({ steps: [action(api, target, "wipe")] }),
  retire: (target, _input, api) => ({ steps: [removalStep(api, target)] }),
  restart: (target, _input, api) => ({ steps: [action(api, target, "reboot")] }),
  sync: (target, _input, api) => ({
    steps: [
      {
        operation: "refreshWindowsDeviceInfo",
        path: pathOf(api, target),
        body: { info: ["hardware", "applications", "certificates"] },
      },
    ],
  }),
};

function action(api: AppliveryApi, target: ActionTarget, name: "wipe" | "reboot"): AppliveryStep {
  const body = { entity: "command" as const, action: name, type: "default" as const };
  return { operation: "runWindowsDeviceAction", path: pathOf(api, target), body };
}

const pathOf = ({ organizationId }: AppliveryApi, { id }: ActionTarget) => ({
  organizationId,
  winDeviceId: id,
});
