import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { idOf } from "../inventory.ts";

/** Name, bundle id, and the version people see. */
type Title = readonly [name: string, identifier: string, version: string];

/** What the server distributes. */
export const managedApps: readonly Title[] = [
  ["Slack", "com.tinyspeck.chatlyio", "25.11.10"],
  ["Microsoft Outlook", "com.microsoft.Office.Outlook", "4.2543.0"],
  ["Zoom Workplace", "us.zoom.videomeetings", "6.6.2"],
  ["Self Service Mobile", "com.jamfsoftware.selfservice", "11.4.0"],
  ["1Password", "com.agilebits.onepassword-ios", "8.11.12"],
  ["Keynote", "com.apple.Keynote", "14.4"],
];

/** What people install themselves. */
const ownApps: readonly Title[] = [
  ["Duolingo", "com.duolingo.DuolingoMobile", "7.92.0"],
  ["Weather Now", "com.example.weather", "3.1"],
];

/** The applications of a mobile device as its inventory lists them; some are being installed. */
export function applications(device: PhysicalDevice): Row[] {
  const draw = createDraw({ seed: 0, kind: "jamf-mobile-apps", index: device.index });
  const managed = managedApps.filter((_, at) => draw.chance(`managed-${at}`, 0.6));
  const own = ownApps.filter((_, at) => draw.chance(`own-${at}`, 0.4));
  return [
    ...managed.map((title) => applicationOf(title, draw.chance(title[1], 0.1) ? "Installing" : "Managed")),
    ...own.map((title) => applicationOf(title, "Unmanaged")),
  ];
}

function applicationOf([name, identifier, version]: Title, managementStatus: string): Row {
  return {
    identifier,
    name,
    version: `${version.replaceAll(".", "")}`,
    shortVersion: version,
    managementStatus,
    validationStatus: true,
    bundleSize: "1024",
    dynamicSize: "1423",
    appClip: false,
  };
}

/** A distributed app as it is kept; lists and single reads show parts of it. */
export function renderManagedApp(index: number): Row {
  const [name = "App", bundle_id = `com.example.app${index + 1}`, version = "1.0"] = managedApps[index] ?? [];
  const general = { name, display_name: name, bundle_id, version, internal_app: false, free: true };
  return { id: idOf(index), general, scope: { all_mobile_devices: true } };
}
