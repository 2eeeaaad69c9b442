import { schemas } from "@mdmkit/fleet/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import { mapFleetApp } from "./apps/map-app.ts";
import { mapFleetDevice } from "./devices/map-device.ts";
import { mapFleetOrganization } from "./organizations/organizations.ts";
import { mapFleetUser } from "./users/map-user.ts";

testMapper({
  name: "mapFleetDevice",
  map: mapFleetDevice,
  unified: "Device",
  schemas,
  record: "HostDetail",
  joined: { organization: { schema: "Config" } },
  sparse: { platform: "unknown", type: "other", enrollment_status: "unknown" },
  runs: 60,
});

testMapper({
  name: "mapFleetUser",
  map: mapFleetUser,
  unified: "User",
  schemas,
  record: "DeviceMapping",
  joined: { end_user: { schema: "EndUser" } },
  sparse: { emails: [] },
});

testMapper({
  name: "mapFleetApp",
  map: mapFleetApp,
  unified: "App",
  schemas,
  record: "Software",
  joined: { host: { schema: "Host" } },
  sparse: { platform: "unknown", install_state: "installed" },
});

testMapper({
  name: "mapFleetOrganization",
  map: mapFleetOrganization,
  unified: "Organization",
  schemas,
  record: "Config",
  sparse: {},
});
