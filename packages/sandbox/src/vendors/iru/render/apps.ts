import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import type { Fleet } from "../../../fleet/fleet.ts";

export type InstalledTitle = {
  name: string;
  identifier: string;
  publisher: string;
  version: string;
  sizeBytes: number;
  path: string;
  isManaged: boolean;
  isInstalling: boolean;
};

const MOBILE = [
  ["Okta Verify", "com.okta.mobile", "47"],
  ["Slack", "com.tinyspeck.chatlyio", "25.11.10"],
  ["Zoom Workplace", "us.zoom.videomeetings", "6.6.2"],
] as const;

/** What is installed on a device. Apps that Apple put on iPhones and iPads are not reported. */
export function appsOn(device: PhysicalDevice, fleet: Fleet): InstalledTitle[] {
  if (device.platform !== "macos") return mobileApps(device);
  return fleet.programs(device).map(({ name, identifier, publisher, version, sizeBytes, system }) => ({
    ...{ name, identifier, publisher, version, sizeBytes },
    path: `${system ? "/System" : ""}/Applications/${name}.app`,
    isManaged: false,
    isInstalling: false,
  }));
}

function mobileApps({ index }: PhysicalDevice): InstalledTitle[] {
  const draw = createDraw({ seed: 0, kind: "iru-mobile-apps", index });
  return MOBILE.filter(([, identifier]) => draw.chance(identifier, 0.7)).map(
    ([name, identifier, version]) => ({
      ...{ name, identifier, version, publisher: "" },
      sizeBytes: draw.integer(`${identifier}-size`, { min: 1_000_000, max: 300_000_000 }),
      path: "",
      isManaged: draw.chance(`${identifier}-managed`, 0.6),
      isInstalling: draw.chance(`${identifier}-installing`, 0.1),
    }),
  );
}

/** As the list of one device has them: everything is text, and the id is the number of the row. */
export function asDeviceApp(app: InstalledTitle, at: number): Row {
  return {
    app_id: String(at + 1),
    app_name: app.name,
    bundle_id: app.identifier,
    bundle_size: String(app.sizeBytes),
    app_store_vendable: "",
    device_based_vpp: app.isManaged ? "True" : "",
    source: app.path.startsWith("/System/") ? "Apple" : "",
    process: "",
    signature: "",
    creation_date: "",
    modification_date: "",
    path: app.path,
    version: app.version,
  };
}
