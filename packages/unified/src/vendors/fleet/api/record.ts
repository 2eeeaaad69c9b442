import type { Config, DeviceMapping, EndUser, FleetSchemas, Host, HostDetail, Software } from "@mdmkit/fleet";

/** What of the configuration says whose server it is. */
export type FleetOrganizationRecord = Pick<Config, "org_info" | "server_settings">;

/** A host with the organization of its server; this is `remote_data` of a device. Lists lack what a single read adds. */
export type FleetDeviceRecord = Host &
  Partial<HostDetail> & {
    /** The server's organization. */
    organization?: FleetOrganizationRecord;
  };

/** A person to whom hosts are mapped, by the address that identifies them; a single read adds what the identity provider knows. */
export type FleetUserRecord = DeviceMapping & {
  /** The person, as the identity provider has them. */
  end_user?: EndUser;
};

/** What of a host an app needs. */
type AppHost = Pick<Host, "id" | "platform" | "software_updated_at">;

/** Software on one host, with the host; this is `remote_data` of an app. */
export type FleetAppRecord = Software & {
  /** The host that the app is on. */
  host?: AppHost;
};

/** A label; this is `remote_data` of a group. The labels of a host have fewer properties. */
export type FleetGroupRecord = Partial<FleetSchemas["Label"]>;
