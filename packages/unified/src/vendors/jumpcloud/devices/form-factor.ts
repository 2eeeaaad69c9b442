import {
  type AppleModel,
  type DeviceType,
  type Drift,
  flag,
  list,
  type Platform,
  percent,
  text,
  usualFormFactor,
} from "@mdmkit/unified/vendor";
import type { JumpCloudDeviceRecord } from "../api/record.ts";

/** The form factor, by the first conclusive signal; a virtual server is a virtual machine. */
export function formFactorOf(
  device: JumpCloudDeviceRecord,
  platform: Platform,
  apple: AppleModel | undefined,
  drift?: Drift,
): DeviceType {
  const { insights = {} } = device;
  if (text(device.amazonInstanceID, drift)) return "virtual_machine";
  if (apple?.type) return apple.type;
  const edition = `${text(device.version, drift)} ${text(device.osVersionDetail?.osName, drift)}`;
  if (platform === "windows" && /server/i.test(edition)) return "server";
  if (platform === "linux" && flag(device.desktopCapable, drift) === false) return "server";
  const chassis = text(insights.chassis_info?.[0]?.chassis_types, drift) ?? "";
  if (/tablet/i.test(chassis)) return "tablet";
  if (LAPTOP.test(chassis)) return "laptop";
  if (DESKTOP.test(chassis)) return "desktop";
  return hasBattery(device, drift) ? "laptop" : usualFormFactor(platform);
}

/** Windows without a battery can have a row of one, without a charge. */
function hasBattery({ insights }: JumpCloudDeviceRecord, drift?: Drift): boolean {
  return list(insights?.battery, drift).some(
    ({ percent_remaining }) => typeof percent(percent_remaining, drift) === "number",
  );
}

const LAPTOP = /laptop|notebook|portable|convertible|detachable/i;
const DESKTOP = /desktop|tower|low profile|all in one|mini pc/i;
