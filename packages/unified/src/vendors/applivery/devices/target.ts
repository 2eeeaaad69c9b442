import type { DevicePlatform } from "@mdmkit/applivery";
import { UnsupportedCapabilityError } from "@mdmkit/runtime";
import type { ReadRequest } from "@mdmkit/unified/vendor";
import { type AppliveryDeviceRecord, devicePlatformOf } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { parseDeviceId, recordIdOf } from "./device-id.ts";
import { findDevice } from "./find-device.ts";

/** Where a write goes: the platform and the id of its record there. */
export type Target = { readonly platform: DevicePlatform; readonly id: string };

/** The target behind our id; asks the vendor only where the id is that of a row. */
export async function targetOf(
  workspace: AppliveryWorkspace,
  deviceId: string,
  { signal }: ReadRequest = {},
): Promise<Target> {
  const id = parseDeviceId(deviceId);
  if (id.kind === "record") return { platform: id.platform, id: id.id };
  const target = targetIn(
    await findDevice(workspace, deviceId, { detail: "identity", signal, primary: { signal } }),
  );
  if (target) return target;
  throw new UnsupportedCapabilityError("Applivery does not return the record id of this device.", {
    vendor: "applivery",
    outcome: "not-sent",
  });
}

export function targetIn(device: AppliveryDeviceRecord): Target | undefined {
  const platform = devicePlatformOf(device);
  const id = recordIdOf(device);
  return platform && id ? { platform, id } : undefined;
}
