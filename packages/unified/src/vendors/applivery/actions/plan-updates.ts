import type { DevicePlatform } from "@mdmkit/applivery";
import { type DeviceUpdate, list, nameOfTag, pick, unique } from "@mdmkit/unified/vendor";
import { entityId, invalidInput } from "../api/errors.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { type Target, targetOf } from "../devices/target.ts";
import type { AppliveryPlan, AppliveryStep } from "../generated/api/client.ts";

/** What Applivery lets an administrator change on a device. Name and policy cannot be cleared. */
export type AppliveryDeviceUpdate = Pick<DeviceUpdate, "tags" | "owner" | "remote_data"> & {
  name?: string;
  policy?: { id: string };
};

const UPDATE = "devices.update";
const LONGEST_AOSP_NAME = 256;

type Changes = {
  displayName?: string | undefined;
  tags?: string[] | undefined;
  mdmUserId?: string | undefined;
  policyId?: string | undefined;
};

/** Plans one PUT to the platform's record, which changes what it names. Tags are replaced, which is what `tags` means. */
export function createDeviceUpdatePlanner(workspace: AppliveryWorkspace) {
  return async (
    deviceId: string,
    { name, tags, owner, policy }: AppliveryDeviceUpdate,
  ): Promise<AppliveryPlan> => {
    const changes: Changes = {
      displayName: name,
      tags: tags === undefined ? undefined : tagTexts(tags),
      mdmUserId: owner ? entityId(UPDATE, "owner", owner.id) : undefined,
      policyId: policy === undefined ? undefined : entityId(UPDATE, "policy", policy.id),
    };
    const target = await targetOf(workspace, deviceId);
    return updateStep(workspace, target, { ...changes, endsAssignment: owner === null });
  };
}

/** The request that changes a device. Only on AOSP can a user be taken off. */
export function updateStep(
  { organizationId }: AppliveryWorkspace,
  { platform, id }: Target,
  { endsAssignment, ...given }: Changes & { endsAssignment: boolean },
): AppliveryStep {
  if (endsAssignment && platform !== "aosp") {
    throw invalidInput(
      UPDATE,
      "Applivery can assign this device to another user, but cannot remove its user.",
    );
  }
  const { policyId, ...common }: Changes = pick(given, (_, value) => value !== undefined);
  const policy = policyId === undefined ? {} : { policyId };
  if (platform === "apple") {
    const body = { ...common, ...policy };
    return { operation: "updateAppleDevice", path: { organizationId, admDeviceId: id }, body };
  }
  if (platform === "android") {
    const body = { ...common, ...policy };
    return { operation: "updateAndroidDevice", path: { organizationId, emmDeviceId: id }, body };
  }
  if (platform === "windows") {
    const body = { ...common, ...(policyId !== undefined && { winPolicyId: policyId }) };
    return { operation: "updateWindowsDevice", path: { organizationId, winDeviceId: id }, body };
  }
  if ((common.displayName?.length ?? 0) > LONGEST_AOSP_NAME)
    throw invalidInput(
      UPDATE,
      `The name of an AOSP device must have at most ${LONGEST_AOSP_NAME} characters.`,
    );
  const body = { ...common, ...policy, ...(endsAssignment && { mdmUserId: null }) };
  return { operation: "updateAospDevice", path: { organizationId, aosDeviceId: id }, body };
}

/**
 * Plans the end of management. A fully managed Android device is wiped by it, as Android wants it; an AOSP device
 * is not, unless `wipeDataFlags` say so, which only the vendor's own client can send.
 */
export function createDeviceRemovalPlanner(workspace: AppliveryWorkspace) {
  return async (deviceId: string): Promise<AppliveryPlan> =>
    removalStep(workspace, await targetOf(workspace, deviceId));
}

export function removalStep({ organizationId }: AppliveryWorkspace, { platform, id }: Target): AppliveryStep {
  const steps: Record<DevicePlatform, AppliveryStep> = {
    apple: { operation: "removeAppleDevice", path: { organizationId, admDeviceId: id } },
    android: { operation: "removeAndroidDevice", path: { organizationId, emmDeviceId: id } },
    windows: { operation: "removeWindowsDevice", path: { organizationId, winDeviceId: id } },
    aosp: { operation: "removeAospDevice", path: { organizationId, aosDeviceId: id } },
  };
  return steps[platform];
}

/** A tag's text is its id, so the two cannot differ. */
function tagTexts(tags: DeviceUpdate["tags"]): string[] {
  return unique(
    list(tags).map((tag) => {
      const name = nameOfTag(tag);
      if (name) return name;
      throw invalidInput(
        UPDATE,
        "Each of `tags` must have a `name` or an `id`. If both are set, they must be equal.",
      );
    }),
  );
}
