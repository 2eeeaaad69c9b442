import type { MdmUser } from "@mdmkit/applivery";
import type { Origins } from "../../origins.ts";
import type { AppliveryTypes } from "./client.ts";
import { mapAppliveryDevice } from "./map-device.ts";
import { mapAppliveryUser } from "./map-user.ts";
import type { AppliveryDevice } from "./record.ts";

/** Which operations fill the records that the mappers take: rows of the list, and with `get` the platform's record. */
export const origins = {
  devices: [
    {
      map: mapAppliveryDevice,
      list: { record: "listDevices" },
      get: {
        record: "listDevices",
        joined: {
          apple: "getAppleDevice data",
          android: "getAndroidDevice data",
          windows: "getWindowsDevice data",
          aosp: "listAospDevices",
        },
      },
    },
  ],
  users: [{ map: mapAppliveryUser, list: { record: "listMdmUsers" }, get: { record: "getMdmUser data" } }],
} as const satisfies Origins<AppliveryTypes, { devices: AppliveryDevice; users: MdmUser }>;
