import type { DevicePlatform } from "@mdmkit/applivery";
import type { PrimaryCall } from "@mdmkit/unified/vendor";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import { itemsIn, recordIn } from "../api/responses.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { targetIn } from "../devices/target.ts";
import { type AppDevice, type AppliveryAppRecord, keyOf } from "./app-record.ts";
import { windowsAppsIn } from "./windows-apps.ts";

type Reader = (
  workspace: AppliveryWorkspace,
  id: string,
  call?: PrimaryCall,
) => Promise<readonly AppliveryAppRecord[]>;

const READERS: Record<DevicePlatform, Reader> = {
  async apple({ client, organizationId }, admDeviceId, call) {
    const response = await client.listAppleDeviceApplications(
      { path: { organizationId, admDeviceId } },
      call,
    );
    return itemsIn(response, "listAppleDeviceApplications");
  },
  async android({ client, organizationId }, emmDeviceId, call) {
    const response = await client.listAndroidDeviceApplications(
      { path: { organizationId, emmDeviceId } },
      call,
    );
    return itemsIn(response, "listAndroidDeviceApplications");
  },
  async windows({ client, organizationId }, winDeviceId, call) {
    const response = await client.getWindowsDevice({ path: { organizationId, winDeviceId } }, call);
    return windowsAppsIn(recordIn(response, "getWindowsDevice").config);
  },
  async aosp({ client, organizationId }, aosDeviceId, call) {
    const response = await client.listAospDeviceApplications({ path: { organizationId, aosDeviceId } }, call);
    return itemsIn(response, "listAospDeviceApplications");
  },
};

/** The apps on a device, in the order of their keys; undefined if the device has no id of its record. */
export async function readApps(
  workspace: AppliveryWorkspace,
  device: AppliveryDeviceRecord,
  call: PrimaryCall | undefined,
): Promise<AppliveryAppRecord[] | undefined> {
  const target = targetIn(device);
  if (!target) return undefined;
  const apps = await READERS[target.platform](workspace, target.id, call);
  const here = apps.filter(({ state }) => state !== "REMOVED");
  return inOrder(here).map((app) => ({ ...app, device: appDeviceOf(device) }));
}

/** Sorted by key, which is made unique: a Mac may hold an app several times. */
function inOrder(apps: readonly AppliveryAppRecord[]): AppliveryAppRecord[] {
  const copies = new Map<string, number>();
  const numbered = apps.toSorted(byText(versionOf)).map((app) => {
    const key = keyOf(app);
    const copy = (copies.get(key) ?? 0) + 1;
    copies.set(key, copy);
    return copy > 1 ? { ...app, copy } : app;
  });
  return numbered.sort(byText(keyOf));
}

const versionOf = ({ ShortVersion, Version, versionName }: AppliveryAppRecord): string =>
  String(ShortVersion ?? Version ?? versionName ?? "");

/** By code units, which no locale changes. */
function byText(
  textOf: (app: AppliveryAppRecord) => string,
): (one: AppliveryAppRecord, other: AppliveryAppRecord) => number {
  return (one, other) => {
    const [left, right] = [textOf(one), textOf(other)];
    return left < right ? -1 : Number(left > right);
  };
}

function appDeviceOf({
  id,
  type,
  admDevice,
  emmDevice,
  winDevice,
  summary,
  ...device
}: AppliveryDeviceRecord): AppDevice {
  const { model, os, osVersionName } = { ...summary, ...device.apple?.summary };
  return { id, type, admDevice, emmDevice, winDevice, summary: { model, os, osVersionName } };
}
