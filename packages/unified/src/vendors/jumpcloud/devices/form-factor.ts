import type { DeviceType, Platform } from "../../../contract/model.ts";
import { text } from "../../../mapping/values.ts";
import type { JumpCloudDevice } from "../api/record.ts";

/** The form factor, by the first signal that tells; a virtual server is a virtual machine. */
export function formFactorOf(device: JumpCloudDevice, platform: Platform, model: string): DeviceType {
  if (platform === "ipados") return "tablet";
  if (platform === "ios" || platform === "android") return "mobile";
  const { insights = {}, version, osVersionDetail, desktopCapable, amazonInstanceID } = device;
  const vendor = insights.system_info?.[0]?.hardware_vendor;
  const hardware = `${text(device.hwVendor) ?? ""} ${text(vendor) ?? ""} ${model}`;
  if (VIRTUAL.test(hardware) || text(amazonInstanceID)) return "virtual_machine";
  if (platform === "windows" && /server/i.test(`${version} ${osVersionDetail?.osName}`)) return "server";
  if (platform === "linux" && desktopCapable === false) return "server";
  const chassis = text(insights.chassis_info?.[0]?.chassis_types) ?? "";
  if (LAPTOP.test(chassis) || /macbook/i.test(model) || insights.battery?.length) return "laptop";
  if (DESKTOP.test(chassis) || /imac|mac ?mini|mac ?pro|mac ?studio/i.test(model)) return "desktop";
  return platform === "windows" || platform === "macos" || platform === "linux" ? "workstation" : "other";
}

const VIRTUAL = /vmware|virtualbox|innotek|qemu|kvm|xen|parallels|virtual machine/i;
const LAPTOP = /laptop|notebook|portable|convertible|detachable/i;
const DESKTOP = /desktop|tower|low profile|all in one|mini pc/i;
