import { schemas } from "@mdmkit/jamf-pro/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import { mapJamfProComputerApp } from "./apps/map-computer-app.ts";
import { mapJamfProManagedApp } from "./apps/map-managed-app.ts";
import { mapJamfProMobileApp } from "./apps/map-mobile-app.ts";
import { mapJamfProComputer } from "./devices/map-computer.ts";
import { mapJamfProMobileDevice } from "./devices/map-mobile-device.ts";
import { mapJamfProSite } from "./organizations/map-site.ts";
import { mapJamfProUser } from "./users/map-user.ts";

const joined = {
  ownerUser: { schema: "User" },
  compliance: { schema: "DeviceComplianceInformation", many: true },
};

for (const [version, record] of [
  ["v4", "ComputerInventoryV4"],
  ["v3", "ComputerInventoryV3"],
  ["v1", "ComputerInventory"],
] as const) {
  testMapper({
    name: `mapJamfProComputer (${version})`,
    map: mapJamfProComputer,
    unified: "Device",
    schemas,
    record,
    joined,
    sparse: { type: "other" },
    runs: 60,
  });
}

testMapper({
  name: "mapJamfProMobileDevice",
  map: mapJamfProMobileDevice,
  unified: "Device",
  schemas,
  record: "MobileDeviceResponse",
  joined,
  sparse: {
    type: "other",
    platform: "unknown",
    manufacturer: "Apple",
    agent_installed: false,
    agent_version: null,
  },
});

testMapper({
  name: "mapJamfProUser",
  map: mapJamfProUser,
  unified: "User",
  schemas,
  record: "User",
  sparse: {},
});

for (const [version, record] of [
  ["v4 and v3", "ComputerApplicationV3"],
  ["v1", "ComputerApplication"],
] as const) {
  testMapper({
    name: `mapJamfProComputerApp (${version})`,
    map: mapJamfProComputerApp,
    unified: "App",
    schemas,
    record: "ComputerInventoryV4",
    joined: { application: { schema: record } },
    sparse: { install_state: "installed" },
    runs: 60,
  });
}

testMapper({
  name: "mapJamfProMobileApp",
  map: mapJamfProMobileApp,
  unified: "App",
  schemas,
  record: "MobileDeviceResponse",
  joined: { application: { schema: "MobileDeviceApplicationInventoryDetail" } },
  sparse: { install_state: "installed", platform: "unknown" },
});

testMapper({
  name: "mapJamfProManagedApp",
  map: mapJamfProManagedApp,
  unified: "App",
  schemas,
  record: "classic_mobile_device_application",
  sparse: { platform: "ios", is_managed: true, is_system_app: false, device: null },
});

testMapper({
  name: "mapJamfProSite",
  map: mapJamfProSite,
  unified: "Organization",
  schemas,
  record: "V1Site",
  sparse: {},
});
