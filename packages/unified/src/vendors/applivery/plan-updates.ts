import type { DevicePlatform } from "@mdmkit/applivery";
import { InvalidInputError } from "@mdmkit/runtime";
import { pick } from "../../filters.ts";
import { list, text, unique } from "../../mapping/values.ts";
import type { DeviceUpdate } from "../../model.ts";
import type { AppliveryApi, AppliveryPlan, AppliveryStep } from "./client.ts";
import { type Target, targetOf } from "./target.ts";

/** What Applivery lets an administrator change on a device. Name and policy cannot be cleared. */
export type AppliveryDeviceUpdate = Pick<DeviceUpdate, "tags" | "owner" | "remote_data"> & {
  name?: string;
  policy?: { id: string };
};

type Changes = {
  displayName?: string | undefined;
  tags?: string[] | undefined;
  mdmUserId?: string | undefined;
  policyId?: string | undefined;
};

/** Plans one PUT to the platform's record, which changes what it names. Tags are replaced, which is what `tags` means. */
export function createDeviceUpdatePlanner(api: AppliveryApi) {
  return async (
    deviceId: string,
    { name, tags, owner, policy }: AppliveryDeviceUpdate,
  ): Promise<AppliveryPlan> => {
    const changes: Changes = {
      displayName: name,
      tags: tags === undefined ? undefined : tagTexts(tags),
      mdmUserId: owner ? idOf(owner, "owner") : undefined,
      policyId: policy === undefined ? undefined : idOf(policy, "policy"),
    };
    const target = await targetOf(api, deviceId);
    return { steps: [updateStep(api, target, { ...changes, endsAssignment: owner === null })] };
  };
}

/** The request that changes a device. Only on AOSP can a user be taken off. */
export function updateStep(
  { organizationId }: AppliveryApi,
  { platform, id }: Target,
  { endsAssignment, ...given }: Changes & { endsAssignment: boolean },
): AppliveryStep {
  if (endsAssignment && platform !== "aosp") {
    throw invalid("Applivery can give this device to another user, but not take it from its user.");
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
  const body = { ...common, ...policy, ...(endsAssignment && { mdmUserId: null }) };
  return { operation: "updateAospDevice", path: { organizationId, aosDeviceId: id }, body };
}

/**
 * Plans the end of management. A fully managed Android device is wiped by it, as Android wants it; an AOSP device
 * is not, unless `wipeDataFlags` say so, which only the vendor's own client can send.
 */
export function createDeviceRemovalPlanner(api: AppliveryApi) {
  return async (deviceId: string): Promise<AppliveryPlan> => ({
    steps: [removalStep(api, await targetOf(api, deviceId))],
  });
}

export function removalStep({ organizationId }: AppliveryApi, { platform, id }: Target): AppliveryStep {
  const steps: Record<DevicePlatform, AppliveryStep> = {
    apple: { operation: "removeAppleDevice", path: { organizationId, admDeviceId: id } },
    android: { operation: "removeAndroidDevice", path: { organizationId, emmDeviceId: id } },
    windows: { operation: "removeWindowsDevice", path: { organizationId, winDeviceId: id } },
    aosp: { operation: "removeAospDevice", path: { organizationId, aosDeviceId: id } },
  };
  return steps[platform];
}

/** A tag's text is its id. */
function tagTexts(tags: DeviceUpdate["tags"]): string[] {
  return list(tags).map(({ id, name }) => {
    const [tag] = unique([name, id]);
    if (tag) return tag;
    throw invalid("Each of `tags` needs a `name` or an `id`.");
  });
}

function idOf({ id }: { id?: string | null }, name: string): string {
  const given = text(id);
  if (given) return given;
  throw invalid(`\`${name}\` needs an \`id\`.`);
}

function invalid(message: string): InvalidInputError {
  return new InvalidInputError(message, { vendor: "applivery", operation: "devices.update" });
}
