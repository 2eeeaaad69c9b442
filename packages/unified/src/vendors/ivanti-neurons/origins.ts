import type { DeviceSpace } from "@mdmkit/ivanti-neurons";
import type { Origins } from "../../origins.ts";
import type { IvantiNeuronsTypes } from "./client.ts";
import { mapIvantiNeuronsAccount } from "./map-account.ts";
import { mapIvantiNeuronsDevice } from "./map-device.ts";
import { mapDeviceSpace } from "./map-device-space.ts";
import type { IvantiNeuronsDevice, IvantiNeuronsUser } from "./record.ts";

/** Which operations fill the records that the mappers take. A row of the list has fewer properties than the details. */
export const origins = {
  devices: [
    {
      map: mapIvantiNeuronsDevice,
      list: { record: "listDevices", leads: ["listDeviceSpaces"] },
      get: {
        record: "getDevice result",
        joined: {
          deviceSpaceName: "listDeviceSpaces result.searchResults[].name",
          policies: ["listDevicePolicies result.searchResults[]"],
        },
      },
    },
  ],
  users: [{ map: mapIvantiNeuronsAccount, list: { record: "listUsers" }, get: { record: "listUsers" } }],
  organizations: [
    { map: mapDeviceSpace, list: { record: "listDeviceSpaces" }, get: { record: "listDeviceSpaces" } },
  ],
} as const satisfies Origins<
  IvantiNeuronsTypes,
  { devices: IvantiNeuronsDevice; users: IvantiNeuronsUser; organizations: DeviceSpace }
>;
