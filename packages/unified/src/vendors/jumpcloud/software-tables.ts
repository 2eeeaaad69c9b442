import type { CallOptions } from "@mdmkit/runtime";
import type { AppIdType, Platform } from "../../model.ts";
import type { JumpCloudApi, JumpCloudTypes } from "./client.ts";
import type { SoftwareRow, SoftwareTable } from "./record.ts";

type Query = JumpCloudTypes["systeminsights_list_apps"]["input"]["query"];

type Source = {
  /** Its systems are of this platform. */
  readonly platform: Platform;
  readonly appIdType: AppIdType;
  readonly operation: string;
  /** A stable order: system after system. */
  readonly sort: readonly string[];
  read(client: JumpCloudApi, query: Query, options?: CallOptions): Promise<readonly SoftwareRow[]>;
};

/** The tables of System Insights that tell what is installed. Phones have none. */
export const SOFTWARE: { readonly [Table in SoftwareTable]: Source } = {
  apps: {
    platform: "macos",
    appIdType: "bundle_id",
    operation: "systeminsights_list_apps",
    sort: ["system_id", "bundle_name"],
    read: (client, query, options) => client.systeminsights_list_apps({ query }, options),
  },
  programs: {
    platform: "windows",
    appIdType: "product_code",
    operation: "systeminsights_list_programs",
    sort: ["system_id", "name"],
    read: (client, query, options) => client.systeminsights_list_programs({ query }, options),
  },
  linux_packages: {
    platform: "linux",
    appIdType: "package_name",
    operation: "systeminsights_list_linux_packages",
    sort: ["system_id", "name"],
    read: (client, query, options) => client.systeminsights_list_linux_packages({ query }, options),
  },
};

/** In the order a list goes through them. */
export const SOFTWARE_TABLES = [
  "apps",
  "programs",
  "linux_packages",
] as const satisfies readonly SoftwareTable[];
