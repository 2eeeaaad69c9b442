import { schemas } from "@mdmkit/intune/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import { mapIntuneApp } from "./apps/map-app.ts";
import { mapIntuneDevice } from "./devices/map-device.ts";
import { mapIntuneOrganization } from "./organizations/organizations.ts";
import { mapIntuneUser } from "./users/map-user.ts";

testMapper({
  name: "mapIntuneDevice",
  map: mapIntuneDevice,
  unified: "Device",
  schemas,
  record: "ManagedDevice",
  joined: {
    details: { schema: "ManagedDeviceDetails" },
    windowsProtectionState: { schema: "WindowsProtectionState" },
    users: { schema: "User", many: true },
    groups: { schema: "DirectoryObject", many: true },
    organization: { schema: "Organization" },
  },
  sparse: { platform: "unknown", type: "other" },
  runs: 60,
});

testMapper({
  name: "mapIntuneUser",
  map: mapIntuneUser,
  unified: "User",
  schemas,
  record: "User",
  sparse: { emails: [] },
});

testMapper({
  name: "mapIntuneApp",
  map: mapIntuneApp,
  unified: "App",
  schemas,
  record: "DetectedApp",
  joined: { device: { schema: "ManagedDevice" } },
  sparse: { platform: "unknown", install_state: "installed" },
});

testMapper({
  name: "mapIntuneOrganization",
  map: mapIntuneOrganization,
  unified: "Organization",
  schemas,
  record: "Organization",
  sparse: {},
});
