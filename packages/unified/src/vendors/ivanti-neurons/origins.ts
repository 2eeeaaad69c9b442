import type { Origins } from "@mdmkit/unified/vendor";
import { mapIvantiNeuronsDevice } from "./devices/map-device.ts";
import type { IvantiNeuronsTypes } from "./generated/api/client.ts";
import { mapIvantiNeuronsGroup } from "./groups/map-group.ts";
import type { ivantiNeurons } from "./index.ts";
import { mapDeviceSpace } from "./organizations/map-device-space.ts";
import { mapIvantiNeuronsAccount } from "./users/map-account.ts";

/** Which operations fill the records that the mappers take. A row of the list has fewer properties than the details. */
export const origins = {
  devices: {
    map: mapIvantiNeuronsDevice,
    list: { record: "listDevices", leads: ["listDeviceSpaces"] },
    get: {
      record: "getDevice result",
      joined: {
        deviceSpaceName: "listDeviceSpaces result.searchResults[].name",
        policies: ["listDevicePolicies result.searchResults[]"],
        hardware: "getHardwareInventory result",
      },
    },
  },
  users: { map: mapIvantiNeuronsAccount, both: "listUsers" },
  organizations: { map: mapDeviceSpace, both: "listDeviceSpaces" },
  groups: {
    map: mapIvantiNeuronsGroup,
    list: "listDeviceGroups result.searchResults[]",
    get: "getGroup result",
  },
} as const satisfies Origins<IvantiNeuronsTypes, ReturnType<typeof ivantiNeurons>>;
