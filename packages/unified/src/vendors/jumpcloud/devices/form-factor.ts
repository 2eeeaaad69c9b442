import {
  type DeviceType,
  type Drift,
  flag,
  list,
  type Platform,
  percent,
  text,
} from "@mdmkit/unified/vendor";
import type { JumpCloudDevice } from "../api/record.ts";

/** The form factor, by the first signal that tells; a virtual server is a virtual machine. */
export function formFactorOf(
  device: JumpCloudDevice,
  platform: Platform,
  model: string,
  drift?: Drift,
): DeviceType {
  if (platform === "ipados") return "tablet";
  if (platform === "ios" || platform === "android") return "mobile";
  const { insights = {} } = device;
  const vendor = text(device.hwVendor, drift) ?? "";
  const hardwareVendor = text(insights.system_info?.[0]?.hardware_vendor, drift) ?? "";
  if (VIRTUAL.test(`${vendor} ${hardwareVendor} ${model}`)) return "virtual_machine";
  if (text(device.amazonInstanceID, drift)) return "virtual_machine";
  const edition = `${text(device.version, drift)} ${text(device.osVersionDetail?.osName, drift)}`;
  if (platform === "windows" && /server/i.test(edition)) return "server";
  if (platform === "linux" && flag(device.desktopCapable, drift) === false) return "server";
  const chassis = text(insights.chassis_info?.[0]?.chassis_types, drift) ?? "";
  if (LAPTOP.test(chassis) || /macbook/i.test(model) || hasBattery(device, drift)) return "laptop";
  if (DESKTOP.test(chassis) || /imac|mac ?mini|mac ?pro|mac ?studio/i.test(model)) return "desktop";
  return platform === "windows" || platform === "macos" || platform === "linux" ? "workstation" : "other";
}

/** Windows without a battery can have a row of one, which tells no charge. */
function hasBattery({ insights }: JumpCloudDevice, drift?: Drift): boolean {
  return list(insights?.battery, drift).some(
    ({ percent_remaining }) => typeof percent(percent_remaining, drift) === "number",
  );
}

const VIRTUAL = /vmware|virtualbox|innotek|qemu|kvm|xen|parallels|virtual machine/i;
const LAPTOP = /laptop|notebook|portable|convertible|detachable/i;
const DESKTOP = /desktop|tower|low profile|all in one|mini pc/i;
