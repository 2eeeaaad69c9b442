import type { System } from "@mdmkit/jumpcloud";
import { type Drift, type Platform, text } from "@mdmkit/unified/vendor";

/** JumpCloud says `Mac OS X` whatever the version, and a distribution's name on Linux; families are shared, so `os` goes first. */
export function platformOf(system: Pick<System, "os" | "osFamily">, drift?: Drift): Platform {
  const name = text(system.os, drift)?.toLowerCase() ?? "";
  const family = text(system.osFamily, drift)?.toLowerCase() ?? "";
  if (name.startsWith("windows") || family === "windows") return "windows";
  if (name === "ipados") return "ipados";
  if (name === "ios" || family === "ios") return "ios";
  if (name.startsWith("mac")) return "macos";
  if (name === "android" || family === "android") return "android";
  if (name.includes("chrome")) return "chromeos";
  if (family === "darwin") return "macos";
  return family === "linux" || LINUX.test(name) ? "linux" : "unknown";
}

const LINUX =
  /linux|ubuntu|debian|fedora|centos|red ?hat|rhel|rocky|alma|amazon|suse|mint|arch|kali|pop!?_os/;
