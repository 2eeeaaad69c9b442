import { schemas } from "@mdmkit/jumpcloud/schemas";
import { testMapper } from "../../testing/index.ts";
import { mapJumpCloudSystem } from "./map-system.ts";
import { mapJumpCloudUser } from "./map-systemuser.ts";

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
