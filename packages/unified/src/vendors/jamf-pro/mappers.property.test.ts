import { schemas } from "@mdmkit/jamf-pro/schemas";
import { testMapper } from "../../testing/index.ts";
import { mapJamfProComputer } from "./map-computer.ts";
import { mapJamfProMobileDevice } from "./map-mobile-device.ts";
import { mapJamfProSite } from "./map-site.ts";
import { mapJamfProUser } from "./map-user.ts";

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

testMapper({
  name: "mapJamfProSite",
  map: mapJamfProSite,
  unified: "Organization",
  schemas,
  record: "V1Site",
  sparse: {},
});
