import type {
  Device,
  GroupMember,
  HydrateOptions,
  Listing,
  ListOptions,
  Mdm,
  ReadOptions,
  UnifiedComponents,
  Vendor,
  WriteOptions,
} from "@mdmkit/unified";

/** What the records of all resources have in common. */
export type AnyRecord = {
  id: string;
  remote_data?: object | null;
  is_partial?: boolean | null;
  gaps?: UnifiedComponents["schemas"]["ListGap"][] | null;
};
type Schemas = UnifiedComponents["schemas"];
/** What kind of record an id must be that of. */
export type TypeOptions = { type?: Schemas["DeviceType"]; device_type?: Schemas["AppDeviceType"] };

/** The device as it was read before. */
export type Freshness = { ifUnchanged?: Partial<Device> };

export type Lists<Item, Filters> = {
  list(options: Filters & ListOptions & HydrateOptions<keyof Item & string>): Listing<Item>;
};
export type Gets<Item> = { get(id: string, options: ReadOptions & TypeOptions): Promise<Item> };
export type Creates<Item, Input> = { create(input: Input, options: WriteOptions): Promise<Item> };
export type Updates<Item, Input> = {
  update(id: string, changes: Input, options: WriteOptions & TypeOptions): Promise<Item>;
};
export type Deletes = {
  delete(
    id: string,
    options: WriteOptions & TypeOptions & Freshness & { confirm: string },
  ): Promise<{ id: string }>;
};

/** The resources of the unified document, with the schemas of their records. */
export const SCHEMAS = {
  devices: "Device",
  users: "User",
  apps: "App",
  organizations: "Organization",
  groups: "Group",
} as const;
export type ResourceName = keyof typeof SCHEMAS;

/** A resource as the handlers see it: its name, its schema, and its methods. */
export type Resource<Methods> = {
  readonly name: ResourceName;
  readonly schema: (typeof SCHEMAS)[ResourceName] | "GroupMember";
  /** The method that lists the records. Default: `list` of the resource. */
  readonly lists?: "groups.members";
  readonly of: (mdm: Mdm<Vendor>) => Methods;
};

type Open = Mdm<Vendor>;

export const devices: Resource<Open["devices"]> = {
  name: "devices",
  schema: "Device",
  of: (mdm) => mdm.devices,
};

export const users: Resource<Open["users"]> = { name: "users", schema: "User", of: (mdm) => mdm.users };

export const apps: Resource<Open["apps"]> = { name: "apps", schema: "App", of: (mdm) => mdm.apps };

export const organizations: Resource<Open["organizations"]> = {
  name: "organizations",
  schema: "Organization",
  of: (mdm) => mdm.organizations,
};

export const groups: Resource<Open["groups"]> = { name: "groups", schema: "Group", of: (mdm) => mdm.groups };

/** The members of one group, as a list of its own. */
export const membersOf = (id: string): Resource<Lists<GroupMember, object>> => ({
  name: "groups",
  schema: "GroupMember",
  lists: "groups.members",
  of: (mdm) => ({ list: (options) => mdm.groups.members(id, options) }),
});
