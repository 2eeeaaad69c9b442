import { schemas } from "@mdmkit/applivery/schemas";
import { testMapper } from "../../testing/index.ts";
import { mapAppliveryDevice } from "./map-device.ts";
import { mapAppliveryUser } from "./map-user.ts";

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
