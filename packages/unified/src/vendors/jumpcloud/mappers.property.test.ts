import { schemas } from "@mdmkit/jumpcloud/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import type { SoftwareRow } from "./api/record.ts";
import { mapJumpCloudApp } from "./apps/map-app.ts";
import { PLATFORM_OF, SOFTWARE_TABLES } from "./apps/software-tables.ts";
import { mapJumpCloudSystem } from "./devices/map-system.ts";
import { mapJumpCloudOrganization } from "./organizations/map-organization.ts";
import { mapJumpCloudUser } from "./users/map-systemuser.ts";

const INSIGHT_TABLES = [
  "system_info",
  "os_version",
  "interface_details",
  "chassis_info",
  "disk_encryption",
  "bitlocker_info",
  "disk_info",
  "alf",
  "windows_security_center",
  "battery",
];

testMapper({
  name: "mapJumpCloudSystem",
  map: mapJumpCloudSystem,
  unified: "Device",
  schemas,
  record: "JcSystem",
  joined: {
    appleMdmDevice: { schema: "apple-mdm-device" },
    googleEmmDevice: { schema: "jumpcloud.google_emm.Device" },
    primaryUser: { schema: "systemuserreturn" },
    ...Object.fromEntries(
      INSIGHT_TABLES.map((table) => [
        table,
        { schema: `system-insights-${table.replaceAll("_", "-")}`, many: true, within: "insights" },
      ]),
    ),
  },
  sparse: { platform: "unknown", type: "other", enrollment_status: "enrolled" },
});

testMapper({
  name: "mapJumpCloudUser",
  map: mapJumpCloudUser,
  unified: "User",
  schemas,
  record: "systemuserreturn",
  sparse: { emails: [] },
});

for (const insightTable of SOFTWARE_TABLES) {
  testMapper({
    name: `mapJumpCloudApp of ${insightTable}`,
    map: (row: SoftwareRow) => mapJumpCloudApp({ ...row, insightTable }),
    unified: "App",
    schemas,
    record: `system-insights-${insightTable.replaceAll("_", "-")}`,
    sparse: { install_state: "installed", platform: PLATFORM_OF[insightTable] },
  });
}

testMapper({
  name: "mapJumpCloudOrganization",
  map: mapJumpCloudOrganization,
  unified: "Organization",
  schemas,
  record: "organization",
  sparse: {},
});
