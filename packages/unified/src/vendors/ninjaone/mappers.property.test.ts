import { schemas } from "@mdmkit/ninjaone/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import { mapNinjaOneApp } from "./apps/map-app.ts";
import { mapNinjaOneDevice } from "./devices/map-device.ts";
import { mapNinjaOneOrganization } from "./organizations/map-organization.ts";
import { mapNinjaOneUser } from "./users/map-user.ts";

testMapper({
  name: "mapNinjaOneDevice",
  map: mapNinjaOneDevice,
  unified: "Device",
  schemas,
  record: "Device",
  joined: {
    health: { schema: "DeviceHealthSummary" },
    antivirus: { schema: "DeviceAntivirusStatus", many: true },
    bitLockerVolumes: { schema: "DeviceVolume", many: true },
  },
  sparse: {},
});

testMapper({
  name: "mapNinjaOneUser",
  map: mapNinjaOneUser,
  unified: "User",
  schemas,
  record: "User",
  sparse: {},
});

testMapper({
  name: "mapNinjaOneApp",
  map: mapNinjaOneApp,
  unified: "App",
  schemas,
  record: "DeviceApplication",
  joined: { device: { schema: "Device" } },
  sparse: {},
});

testMapper({
  name: "mapNinjaOneOrganization",
  map: mapNinjaOneOrganization,
  unified: "Organization",
  schemas,
  record: "Organization",
  sparse: {},
});
