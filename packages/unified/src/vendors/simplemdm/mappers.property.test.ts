import { schemas } from "@mdmkit/simplemdm/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import { mapSimpleMDMApp } from "./apps/map-app.ts";
import { mapSimpleMDMDevice } from "./devices/map-device.ts";
import { mapSimpleMDMAccount } from "./organizations/organizations.ts";

testMapper({
  name: "mapSimpleMDMDevice",
  map: mapSimpleMDMDevice,
  unified: "Device",
  schemas,
  record: "Device",
  joined: {
    assignmentGroups: { schema: "AssignmentGroup", many: true },
    deviceGroup: { schema: "DeviceGroup" },
    account: { schema: "Account" },
  },
  sparse: { platform: "unknown", type: "other" },
  runs: 60,
});

testMapper({
  name: "mapSimpleMDMApp",
  map: mapSimpleMDMApp,
  unified: "App",
  schemas,
  record: "InstalledApp",
  joined: { device: { schema: "Device" } },
  sparse: { platform: "unknown", install_state: "installed" },
});

testMapper({
  name: "mapSimpleMDMAccount",
  map: mapSimpleMDMAccount,
  unified: "Organization",
  schemas,
  record: "Account",
  sparse: { id: "account" },
});
