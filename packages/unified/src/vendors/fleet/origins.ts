import type { Origins } from "@mdmkit/unified/vendor";
import type { FleetApp, FleetDevice, FleetOrganization, FleetUser } from "./api/record.ts";
import { mapFleetApp } from "./apps/map-app.ts";
import { mapFleetDevice } from "./devices/map-device.ts";
import type { FleetTypes } from "./generated/api/client.ts";
import { mapFleetOrganization } from "./organizations/organizations.ts";
import { mapFleetUser } from "./users/map-user.ts";

const SERVER = { org_info: "getConfig org_info", server_settings: "getConfig server_settings" } as const;

/** Of what a list can have, software, policies and local accounts are not asked for. */
const LISTED = [
  "additional",
  "build",
  "computer_name",
  "cpu_brand",
  "cpu_physical_cores",
  "created_at",
  "detail_updated_at",
  "device_mapping",
  "display_name",
  "fleet_id",
  "fleet_name",
  "gigs_disk_space_available",
  "gigs_total_disk_space",
  "hardware_model",
  "hardware_serial",
  "hardware_vendor",
  "hostname",
  "id",
  "issues",
  "labels",
  "last_enrolled_at",
  "mdm",
  "memory",
  "organization",
  "os_version",
  "osquery_version",
  "platform",
  "primary_ip",
  "primary_mac",
  "public_ip",
  "seen_time",
  "software_updated_at",
  "status",
  "team_id",
  "team_name",
  "updated_at",
  "uuid",
] as const satisfies readonly (keyof FleetDevice)[];

/** Which operations fill the records that the mappers take. */
export const origins = {
  devices: [
    {
      map: mapFleetDevice,
      list: {
        record: "listHosts hosts[]",
        only: LISTED,
        joined: { organization: SERVER },
        leads: ["countHosts"],
      },
      get: { record: "getHost host", joined: { organization: SERVER } },
    },
  ],
  users: [
    {
      map: mapFleetUser,
      list: { record: "listHosts hosts[].device_mapping[]" },
      get: { record: "listHosts hosts[].device_mapping[]", joined: { end_user: "getHost host.end_users[]" } },
    },
  ],
  apps: [
    {
      map: mapFleetApp,
      list: {
        record: ["listHosts hosts[].software[]", "getHost host.software[]"],
        joined: { host: "listHosts hosts[]" },
      },
      get: { record: "getHost host.software[]", joined: { host: "getHost host" } },
    },
  ],
  organizations: [{ map: mapFleetOrganization, list: { joined: SERVER }, get: { joined: SERVER } }],
} as const satisfies Origins<
  FleetTypes,
  { devices: FleetDevice; users: FleetUser; apps: FleetApp; organizations: FleetOrganization }
>;
