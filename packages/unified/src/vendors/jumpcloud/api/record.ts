import type {
  AppleMdmDevice,
  GoogleEmmDevice,
  JumpCloudSchemas,
  System,
  SystemUser,
} from "@mdmkit/jumpcloud";

/** Row types of the System Insights tables that feed unified fields. */
export type InsightRows = {
  system_info: JumpCloudSchemas["system-insights-system-info"];
  os_version: JumpCloudSchemas["system-insights-os-version"];
  interface_details: JumpCloudSchemas["system-insights-interface-details"];
  chassis_info: JumpCloudSchemas["system-insights-chassis-info"];
  disk_encryption: JumpCloudSchemas["system-insights-disk-encryption"];
  bitlocker_info: JumpCloudSchemas["system-insights-bitlocker-info"];
  disk_info: JumpCloudSchemas["system-insights-disk-info"];
  alf: JumpCloudSchemas["system-insights-alf"];
  windows_security_center: JumpCloudSchemas["system-insights-windows-security-center"];
  battery: JumpCloudSchemas["system-insights-battery"];
};

export type InsightTable = keyof InsightRows;

/** The rows that belong to one system; a table that was not read is absent. */
export type SystemInsights = { [Table in InsightTable]?: readonly InsightRows[Table][] };

/** What JumpCloud keeps beside a system, joined to it. Each is absent when it was not read. */
type Joined = {
  insights?: SystemInsights;
  appleMdmDevice?: AppleMdmDevice;
  googleEmmDevice?: GoogleEmmDevice;
  /** The user named by `primarySystemUser.id`. */
  primaryUser?: SystemUser;
  organizationName?: string | null;
  systemGroups?: readonly { id: string; name?: string }[];
  policies?: readonly { id: string; name?: string }[];
};

/** A JumpCloud system with what belongs to it; this is `remote_data` of a device. */
export type JumpCloudDeviceRecord = System & Joined;

export type SoftwareRow = JumpCloudSchemas["system-insights-apps"] &
  JumpCloudSchemas["system-insights-programs"] &
  JumpCloudSchemas["system-insights-linux-packages"];

/** The tables of System Insights with installed software. */
export type SoftwareTable = "apps" | "programs" | "linux_packages";

/** A row of System Insights and the table it is from, whose columns it has; this is `remote_data` of an app. */
export type JumpCloudAppRecord = SoftwareRow & {
  /** The table that the row is from. */
  insightTable?: SoftwareTable;
  /** Number among identical rows of the system, from 2 on. */
  copy?: number;
};

/** A directory user with the name of its organization; this is `remote_data` of a user. */
export type JumpCloudUserRecord = SystemUser & Pick<Joined, "organizationName">;
