import type { WindowsDevice } from "@mdmkit/applivery";
import type { WindowsApp } from "./app-record.ts";

const FACTS = ["Name", "Version", "Publisher", "Status", "InstallDate"] as const;
const MSI =
  /^\.\/device\/vendor\/msft\/enterprisedesktopappmanagement\/msi\/([^/]+)(?:\/(name|version|publisher|status|installdate))?$/i;

/**
 * The MSI packages among the configuration values of a Windows device, one value for each fact. Its own list of apps is
 * documented without a type and fails; apps of the store are one text in an undocumented form.
 */
export function windowsAppsIn(config: WindowsDevice["config"]): WindowsApp[] {
  const apps = new Map<string, WindowsApp>();
  for (const [path, value] of Object.entries(config ?? {})) {
    const [, code, fact] = MSI.exec(path) ?? [];
    if (code === undefined) continue;
    const productCode = decoded(code);
    const app = apps.get(productCode) ?? { productCode };
    apps.set(productCode, app);
    const name = FACTS.find((known) => known.toLowerCase() === fact?.toLowerCase());
    // A value that the device did not report is an object with the reason.
    if (name && typeof value === "string") app[name] = value;
  }
  return [...apps.values()];
}

/** Paths have braces encoded or not. */
function decoded(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}
