import {
  appleModel,
  type DeviceType,
  type Drift,
  hardwareText,
  isMobileApple,
  lookup,
  type Platform,
  text,
  usualFormFactor,
} from "@mdmkit/unified/vendor";
import type { FleetDeviceRecord } from "../api/record.ts";

const PLATFORMS: Record<string, Platform> = {
  darwin: "macos",
  windows: "windows",
  chrome: "chromeos",
  ios: "ios",
  ipados: "ipados",
  android: "android",
  "": "unknown",
};

/** Its distributions, as the server's source lists them. */
const LINUX =
  /^(?:linux(?:mint)?|ubuntu|debian|rhel|centos|sles|kali|gentoo|amzn|pop|arch(?:arm)?|void|nixos|endeavouros|manjaro(?:-arm)?|opensuse-(?:leap|tumbleweed)|tuxedo|neon|zorin)$/;

export function platformOf({ platform }: { platform?: string }, drift?: Drift): Platform {
  const name = text(platform, drift);
  return LINUX.test(name ?? "") ? "linux" : (lookup(PLATFORMS, name, "unknown", drift) ?? "unknown");
}

export const isMobile = (platform: Platform): boolean => isMobileApple(platform) || platform === "android";

/** The form factor, by the first conclusive sign: there is no chassis. */
export function formFactorOf(device: FleetDeviceRecord, platform: Platform, drift?: Drift): DeviceType {
  const model = hardwareText(device.hardware_model, drift);
  const vendor = hardwareText(device.hardware_vendor, drift);
  const apple = appleModel([model, vendor]);
  const isServer = /\bserver\b/i.test(text(device.os_version, drift) ?? "");
  return apple?.type ?? (isServer ? "server" : usualFormFactor(platform));
}

/** Windows has the number of its build last, behind the name of its version. */
const WINDOWS = /^(.*?)(?: (\d\dH\d))?(?: (\d+\.\d+\.\d+(?:\.\d+)?))?$/;
const OTHERS = /^(.*?)(?: (\d[\w.]*)(?: (.+))?)?$/;

/** Name, version and what is beside them, in one text: `macOS 15.2`, `Windows 11 Pro 23H2 10.0.22631.3447`, `Ubuntu 22.04.4 LTS`. */
export function systemOf({ os_version }: FleetDeviceRecord, platform: Platform, drift?: Drift) {
  const whole = text(os_version, drift);
  const isWindows = platform === "windows";
  const [, name, second, third] = (isWindows ? WINDOWS : OTHERS).exec(whole ?? "") ?? [];
  const [version, extra] = isWindows ? [third, second] : [second, third];
  return { name: name || whole, version, extra };
}
