import { schemas } from "@mdmkit/ivanti-neurons/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import { mapIvantiNeuronsDevice } from "./devices/map-device.ts";
import { mapDeviceSpace } from "./organizations/map-device-space.ts";
import { mapIvantiNeuronsAccount } from "./users/map-account.ts";

testMapper({
  name: "mapIvantiNeuronsDevice",
  map: mapIvantiNeuronsDevice,
  unified: "Device",
  schemas,
  record: "DeviceDetails",
  joined: { policies: { schema: "DevicePolicy", many: true } },
  sparse: {},
});

testMapper({
  name: "mapIvantiNeuronsAccount",
  map: mapIvantiNeuronsAccount,
  unified: "User",
  schemas,
  record: "Account",
  sparse: {},
});

testMapper({
  name: "mapDeviceSpace",
  map: mapDeviceSpace,
  unified: "Organization",
  schemas,
  record: "DeviceSpace",
  sparse: {},
});
