import type { AppIdType, Platform } from "@mdmkit/unified/vendor";
import type { SoftwareTable } from "../api/record.ts";

/** The tables of System Insights with installed software, in the order of a list. Phones have none. */
export const SOFTWARE_TABLES = [
  "apps",
  "programs",
  "linux_packages",
] as const satisfies readonly SoftwareTable[];

/** What the systems of a table run. */
export const PLATFORM_OF: Record<SoftwareTable, Platform> = {
  apps: "macos",
  programs: "windows",
  linux_packages: "linux",
};

/** The property that distinguishes its apps on that platform. */
export const APP_ID_TYPE: Record<SoftwareTable, AppIdType> = {
  apps: "bundle_id",
  programs: "product_code",
  linux_packages: "package_name",
};

/** The table an id or a cursor names. */
export function tableNamed(name: string | undefined): SoftwareTable | undefined {
  return SOFTWARE_TABLES.find((table) => table === name);
}
