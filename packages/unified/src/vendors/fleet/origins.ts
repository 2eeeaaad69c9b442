import type { Origins } from "@mdmkit/unified/vendor";
import { mapFleetApp } from "./apps/map-app.ts";
import { mapFleetDevice } from "./devices/map-device.ts";
import type { FleetTypes } from "./generated/api/client.ts";
import { mapFleetLabel } from "./groups/map-label.ts";
import type { fleet } from "./index.ts";
import { mapFleetOrganization } from "./organizations/organizations.ts";
import { mapFleetUser } from "./users/map-user.ts";

const SERVER = { org_info: "getConfig org_info", server_settings: "getConfig server_settings" } as const;

/** Which operations fill the records that the mappers take. */
export const origins = {
  devices: {
    map: mapFleetDevice,
    list: {
      record: "listHosts hosts[]",
      // They make a page heavy, and nothing of them is mapped for a list.
      except: ["software", "policies", "users"],
      joined: { organization: SERVER },
      leads: ["countHosts"],
    },
    get: { record: "getHost host", joined: { organization: SERVER } },
  },
  users: {
    map: mapFleetUser,
    list: { record: "listHosts hosts[].device_mapping[]", leads: ["countHosts"] },
    get: { record: "listHosts hosts[].device_mapping[]", joined: { end_user: "getHost host.end_users[]" } },
  },
  apps: {
    map: mapFleetApp,
    list: {
      record: ["listHosts hosts[].software[]", "getHost host.software[]"],
      joined: { host: "listHosts hosts[]" },
      leads: ["countHosts"],
    },
    get: { record: "getHost host.software[]", joined: { host: "getHost host" } },
  },
  organizations: { map: mapFleetOrganization, both: { joined: SERVER } },
  groups: { map: mapFleetLabel, list: "listLabels labels[]", get: "getLabel label" },
} as const satisfies Origins<FleetTypes, ReturnType<typeof fleet>>;
