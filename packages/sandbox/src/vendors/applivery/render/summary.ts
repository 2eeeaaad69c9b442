import { present, type Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { isApple } from "../../../fleet/platforms.ts";

const systems = {
  macos: "macOS",
  ios: "iOS",
  ipados: "iPadOS",
  android: "Android",
  windows: "Windows",
  linux: "",
};

/** What every platform's record has about the device itself. Only that of Windows is documented. */
export function renderSummary(device: PhysicalDevice, seed: number): Row {
  const draw = createDraw({ seed, kind: "applivery-summary", index: device.index });
  const isWindows = device.platform === "windows";
  const battery = device.chassis === "desktop" ? undefined : draw.integer("battery", { min: 5, max: 100 });
  return present({
    name: isWindows ? device.hostname : device.name,
    os: systems[device.platform],
    osVersion: device.os.version,
    serialNumber: device.serial ?? undefined,
    imei: device.imei ?? undefined,
    model: modelOf(device, draw.chance("maker-in-model", 0.3)),
    macAddress: device.macs[0],
    ipAddress: device.address.local,
    battery: isWindows && battery !== undefined ? `${battery}%` : battery,
    ...(isWindows ? windowsSummary(device, draw.chance("compliant", 0.8)) : {}),
    ...(isApple(device.platform)
      ? { supervised: device.supervised, udid: device.uuid }
      : { manufacturer: device.model.maker }),
  });
}

/** Apple's model is what the shop calls it, now and then with the maker's name before it. */
function modelOf(device: PhysicalDevice, withMaker: boolean): string {
  if (!isApple(device.platform)) return device.model.identifier;
  return withMaker ? `Apple ${device.model.name}` : device.model.name;
}

function windowsSummary(device: PhysicalDevice, compliant: boolean): Row {
  return {
    osVersionName: `Windows ${device.os.edition}`,
    supervised: false,
    compliance: { compliant, lastCheck: new Date(device.lastSeenAt ?? device.enrolledAt).toISOString() },
  };
}
