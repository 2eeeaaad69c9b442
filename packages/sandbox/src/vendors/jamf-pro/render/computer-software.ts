import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import type { Draw } from "../../../fleet/draw.ts";
import type { Fleet } from "../../../fleet/fleet.ts";

/** The sections about what is installed: the heavy part of a record. */
export function softwareSections(
  fleet: Fleet,
  { device, draw }: { device: PhysicalDevice; draw: Draw },
): Row {
  return {
    applications: applications(fleet, device),
    configurationProfiles: [
      {
        id: "-20",
        lastInstalled: new Date(device.enrolledAt).toISOString(),
        displayName: "MDM Profile",
        profileIdentifier: "00000000-0000-0000-A000-4A414D460003",
        uuid: device.uuid,
      },
    ],
    services: [{ name: "com.apple.airportd" }],
    localUserAccounts: [localAccount(device)],
    softwareUpdates: draw.chance("updates", 0.4)
      ? [{ name: "macOS Tahoe", version: "26.1", packageName: "macOS Tahoe 26.1-25B78" }]
      : [],
  };
}

function applications(fleet: Fleet, device: PhysicalDevice): Row[] {
  return fleet.programs(device).map(({ name, version, identifier, sizeBytes, system }) => ({
    name: `${name}.app`,
    path: `${system ? "/System" : ""}/Applications/${name}.app`,
    version,
    cfBundleShortVersionString: version,
    cfBundleVersion: version,
    sizeMegabytes: Math.ceil(sizeBytes / 1024 ** 2),
    bundleId: identifier,
  }));
}

function localAccount(device: PhysicalDevice): Row {
  return {
    uid: "501",
    userGuid: device.uuid,
    username: "localadmin",
    fullName: "Local Admin",
    admin: true,
    homeDirectory: "/Users/localadmin",
    fileVault2Enabled: device.encrypted ?? false,
    userAccountType: "LOCAL",
  };
}
