import { schemas } from "@mdmkit/applivery/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import { mapAppliveryApp } from "./apps/map-app.ts";
import { mapAppliveryDevice } from "./devices/map-device.ts";
import { mapAppliveryOrganization } from "./organizations/map-organization.ts";
import { mapAppliveryUser } from "./users/map-user.ts";

testMapper({
  name: "mapAppliveryDevice",
  map: mapAppliveryDevice,
  unified: "Device",
  schemas,
  record: "Device",
  joined: {
    apple: { schema: "AdmDevice" },
    android: { schema: "EmmDevice" },
    windows: { schema: "WinDevice" },
    aosp: { schema: "AosDevice" },
  },
  sparse: {},
});

testMapper({
  name: "mapAppliveryUser",
  map: mapAppliveryUser,
  unified: "User",
  schemas,
  record: "MdmUser",
  sparse: { emails: [] },
});

for (const record of ["AdmDeviceApplication", "AndroidApplication"]) {
  testMapper({
    name: `mapAppliveryApp of ${record}`,
    map: mapAppliveryApp,
    unified: "App",
    schemas,
    record,
    joined: { device: { schema: "Device" } },
    sparse: {},
  });
}

testMapper({
  name: "mapAppliveryOrganization",
  map: mapAppliveryOrganization,
  unified: "Organization",
  schemas,
  record: "Organization",
  sparse: {},
});
