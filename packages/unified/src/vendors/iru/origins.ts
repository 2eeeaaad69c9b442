import type { Origins } from "@mdmkit/unified/vendor";
import { mapIruApp } from "./apps/map-app.ts";
import { mapIruDevice } from "./devices/map-device.ts";
import type { IruTypes } from "./generated/api/client.ts";
import { mapIruBlueprint, mapIruTag } from "./groups/map-group.ts";
import type { iru } from "./index.ts";
import { mapIruTenant } from "./organizations/organizations.ts";
import { mapIruUser } from "./users/map-user.ts";

const PRISM = {
  information: "listDeviceInformation data[]",
  firewall: "listFirewalls data[]",
  cellular: "listCellular data[]",
} as const;

/** Which operations fill the records that the mappers take. */
export const origins = {
  devices: {
    map: mapIruDevice,
    list: {
      record: "listDevices",
      added: ["tenant"],
      joined: {
        ...PRISM,
        fileVault: "listFileVault data[]",
        activationLock: "listActivationLocks data[]",
      },
    },
    get: {
      record: "getDevice",
      added: ["tenant"],
      joined: { ...PRISM, details: "getDeviceDetails", notes: ["listDeviceNotes []"] },
    },
  },
  users: { map: mapIruUser, list: "listUsers results[]", get: "getUser" },
  apps: { map: mapIruApp, both: "listApps" },
  organizations: { map: mapIruTenant, both: { record: "getLicensing", added: ["tenant"] } },
  groups: [
    { map: mapIruTag, ids: "tag:", both: { record: "listTags results[]", added: ["groupKind"] } },
    {
      map: mapIruBlueprint,
      list: { record: "listBlueprints results[]", added: ["groupKind"] },
      get: { record: "getBlueprint", added: ["groupKind"] },
    },
  ],
} as const satisfies Origins<IruTypes, ReturnType<typeof iru>>;
