import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { idAt } from "@mdmkit/unified/vendor";
import { vendorId } from "../api/device-id.ts";
import { isMobileDevice, type JamfProDeviceRecord } from "../api/record.ts";
import { familyOf } from "../devices/mobile-family.ts";
import type { JamfProApi, JamfProPlan } from "../generated/api/client.ts";
import type { Input } from "./action-rules.ts";
import { managementIdOf, NOT_MANAGED, type Planned } from "./plan-commands.ts";
import { PLAN_PREFIX } from "./read-command.ts";

type UpdateInput = Input<"updateOs">;
type PlanAction = JamfProSchemas["PlanConfigurationPost"]["updateAction"];

const UPDATE_ACTION: Record<NonNullable<UpdateInput["install_action"]>, PlanAction> = {
  download_only: "DOWNLOAD_ONLY",
  install_asap: "DOWNLOAD_INSTALL",
  install_force_restart: "DOWNLOAD_INSTALL_RESTART",
};

/** Plans an update of the operating system: a version, or the newest. The server checks later whether it can work. */
export function createOsUpdatePlanner(client: JamfProApi) {
  return async (device: JamfProDeviceRecord, input: UpdateInput): Promise<Planned> => {
    if (!managementIdOf(device)) return NOT_MANAGED;
    const { toggle } = (await client.getUpdatePlanFeatureToggle({})) ?? {};
    if (toggle === false) {
      return { unsupported: "Managed software updates are disabled on this Jamf Pro server." };
    }
    return planFor(device, input);
  };
}

function planFor(device: JamfProDeviceRecord, { version, install_action }: UpdateInput): JamfProPlan {
  const updateAction = UPDATE_ACTION[install_action ?? "install_asap"];
  const target = version
    ? { versionType: "SPECIFIC_VERSION" as const, specificVersion: version }
    : { versionType: "LATEST_ANY" as const };
  const body = {
    devices: [{ deviceId: vendorId(device), objectType: objectTypeOf(device) }],
    config: { updateAction, ...target },
  };
  return { operation: "createUpdatePlan", body, commandId: planId };
}

function objectTypeOf(device: JamfProDeviceRecord): JamfProSchemas["PlanDevicePost"]["objectType"] {
  if (!isMobileDevice(device)) return "COMPUTER";
  return familyOf(device)?.osName === "tvOS" ? "APPLE_TV" : "MOBILE_DEVICE";
}

function planId(response: unknown): string | undefined {
  const id = idAt(response, "plans", 0, "planId");
  return id && `${PLAN_PREFIX}${id}`;
}
