import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type ActionInputs, isRecord } from "@mdmkit/unified/vendor";
import { vendorId } from "../api/device-id.ts";
import { isMobileDevice, type JamfProDevice } from "../api/record.ts";
import { familyOf } from "../devices/mobile-family.ts";
import type { JamfProApi, JamfProPlan } from "../generated/api/client.ts";
import { idIn, invalidActionInput, managementIdOf, NOT_MANAGED, type Planned } from "./plan-commands.ts";
import { PLAN_PREFIX } from "./read-command.ts";

type InstallAction = NonNullable<ActionInputs["updateOs"]["install_action"]>;
type PlanAction = JamfProSchemas["PlanConfigurationPost"]["updateAction"];

/** Jamf can wait for a time that is named, but not for a quiet one. */
const UPDATE_ACTION: Record<Exclude<InstallAction, "install_later">, PlanAction> = {
  download_only: "DOWNLOAD_ONLY",
  install_asap: "DOWNLOAD_INSTALL",
  install_force_restart: "DOWNLOAD_INSTALL_RESTART",
};

type UpdateInput = Pick<ActionInputs["updateOs"], "version"> & {
  /** Default: `install_asap`. */
  install_action?: keyof typeof UPDATE_ACTION | null;
};

/** Plans an update of the operating system: a version, or the newest. The server checks later whether it can work. */
export function createOsUpdatePlanner(client: JamfProApi) {
  return async (device: JamfProDevice, input: UpdateInput): Promise<Planned> => {
    if (!managementIdOf(device)) return NOT_MANAGED;
    const { toggle } = (await client.getUpdatePlanFeatureToggle({})) ?? {};
    if (toggle === false) {
      return { unsupported: "Managed software updates are turned off on this Jamf Pro server." };
    }
    return planFor(device, input);
  };
}

function planFor(device: JamfProDevice, { version, install_action }: UpdateInput): JamfProPlan {
  const updateAction = UPDATE_ACTION[install_action ?? "install_asap"];
  if (!updateAction) {
    const known = Object.keys(UPDATE_ACTION).join(", ");
    throw invalidActionInput("updateOs", `Jamf Pro has no such \`install_action\`; there are ${known}.`);
  }
  const target = version
    ? { versionType: "SPECIFIC_VERSION" as const, specificVersion: version }
    : { versionType: "LATEST_ANY" as const };
  const body = {
    devices: [{ deviceId: vendorId(device), objectType: objectTypeOf(device) }],
    config: { updateAction, ...target },
  };
  return { steps: [{ operation: "createUpdatePlan", body }], commandId: planId };
}

function objectTypeOf(device: JamfProDevice): JamfProSchemas["PlanDevicePost"]["objectType"] {
  if (!isMobileDevice(device)) return "COMPUTER";
  return familyOf(device)?.osName === "tvOS" ? "APPLE_TV" : "MOBILE_DEVICE";
}

function planId(answer: unknown): string | undefined {
  const plans: unknown = isRecord(answer) ? Reflect.get(answer, "plans") : undefined;
  const id = Array.isArray(plans) ? idIn(plans[0], "planId") : undefined;
  return id && `${PLAN_PREFIX}${id}`;
}
