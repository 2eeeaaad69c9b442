import type { Exchange } from "@mdmkit/runtime";
import type { Listing } from "../contract/listing.ts";
import type { ActionName, GuardedAction } from "./actions.ts";
import type { Capability } from "./capabilities.ts";
import type {
  ActionResult,
  App,
  AppDeviceType,
  AppFilters,
  Capabilities,
  CommandState,
  Device,
  DeviceFilters,
  DeviceType,
  Group,
  GroupFilters,
  GroupMember,
  Organization,
  OrganizationFilters,
  User,
  UserFilters,
} from "./model.ts";
import type { RawOfVendor } from "./raw.ts";
import type {
  Account,
  ActionPlanners,
  AppContract,
  DeviceContract,
  GroupContract,
  MemberContract,
  OrganizationContract,
  UserContract,
  Vendor,
} from "./vendor.ts";
import type { DryRun, WriteOptions, WritePreview } from "./write-options.ts";

/** Options of every read. */
export type ReadOptions = {
  /** Ends the call and its requests. */
  signal?: AbortSignal;
  /** Extra query parameters for the vendor, untransformed. One that the request sets itself, such as the page size, is rejected. */
  remoteQuery?: Readonly<Record<string, unknown>>;
  /**
   * False leaves `remote_data`, the vendor's own record, out. Default: true, or with `fields` whether it is one of them.
   */
  remoteData?: boolean;
  /**
   * The fields to return, besides `id`, `is_partial` and `gaps`. Vendor requests that only other fields need are not sent. Default:
   * all.
   */
  fields?: readonly string[];
  /** Called for each vendor request behind a record or page, without secrets. */
  onExchange?: (exchange: Exchange) => void;
};

export type ListOptions = ReadOptions & {
  /** Records per vendor page. Default and maximum: what the vendor allows. */
  pageSize?: number;
  /**
   * Pages requested ahead: 0 to 20. More than 1 helps only vendors whose pages can be read in any order. Default: 1. The
   * list's `plan.pagesAhead` says how many it is.
   */
  prefetch?: number;
  /** `next` or `previous` of an earlier page. */
  cursor?: string;
};

/** For vendors whose lists lack fields: reads records one by one to fill them. */
export type HydrateOptions<Field extends string> = {
  /** The fields to fill. Each record that lacks one of them is read by itself. */
  hydrate?: readonly Field[];
  /** Maximum number of vendor requests; further records stay as they are and `report.hydration` counts them. Default: 500. */
  hydrateRequests?: number;
};

/** For calls that lock people out or destroy data. A dry run needs no confirmation. */
export type Confirmation = Confirmed | (Partial<Confirmed> & DryRun);

type Confirmed = {
  /** The record's id, or the device's serial number. Any other value is rejected before a write is sent. */
  confirm: string;
};

/** For calls that depend on a record that was read before. */
export type Freshness = {
  /**
   * The device as it was read before. Nothing is sent if its owner or enrollment has changed since then: `owner`,
   * `enrollment_status`, `first_enrolled_at` and `last_enrolled_at` are compared.
   */
  ifUnchanged?: Partial<Device>;
};

export type RawOf<Contract> = Contract extends { get(id: string, request: never): Promise<infer Raw> }
  ? Raw
  : never;
type FiltersOf<Contract> = Contract extends { filters: readonly (infer Name)[] } ? Name : never;

/** A unified record with the vendor's own record, typed by the vendor's document. */
export type WithRemoteData<Item, Raw> = [keyof Raw] extends [never]
  ? Item
  : Omit<Item, "remote_data"> & { remote_data?: Raw | null };

/** The functions of `extend` that compute fields, in the type of a contract. */
export type ComputedOf<Contract> = Contract extends { refine: { fields?: infer Fields } } ? Fields : unknown;

/** A record as returned to callers: with the vendor's own record, and the computed fields of `extend`. */
export type RecordOf<Contract, Item> = [keyof ComputedOf<Contract>] extends [never]
  ? WithRemoteData<Item, RawOf<Contract>>
  : Omit<WithRemoteData<Item, RawOf<Contract>>, keyof ComputedOf<Contract>> & ResultsOf<ComputedOf<Contract>>;

// Optional: a function that throws leaves its field absent.
type ResultsOf<Fields> = {
  [Name in keyof Fields]?: Fields[Name] extends (...given: never) => infer Result ? Result : never;
};

/**
 * Type that the record must have: another one is refused before anything is written. For vendors whose ids overlap it also selects the
 * device of a bare id; ids from mdmkit do not need it.
 */
type TypeOptionOf<Item> = "enrollment_status" extends keyof Item
  ? { type?: DeviceType }
  : "install_state" extends keyof Item
    ? { device_type?: AppDeviceType }
    : unknown;

type HydrateOption<Contract> = Contract extends { getOnly: readonly (infer Field extends string)[] }
  ? HydrateOptions<Field>
  : unknown;

/** A record with the fields that a caller chose; `never` stands for all. */
export type Chosen<Item, Field> = [Field] extends [never]
  ? Item
  : [keyof Item] extends [Field]
    ? Item
    : Pick<Item, Extract<keyof Item, Field | "id" | "is_partial" | "gaps">>;

type FieldsOption<Field> = { fields?: readonly Field[] };

type ReadMethods<Contract, Item, Filters> = [keyof RawOf<Contract>] extends [never]
  ? UntypedReads<Contract, Item, Filters>
  : TypedReads<Contract, Item, Filters>;

/** Of a vendor chosen at run time: not generic, so that the methods of several resources can be called in one place. */
type UntypedReads<Contract, Item, Filters> = {
  /** Every record that matches the filters; nothing is requested before the list is iterated. */
  list(options?: Filters & ListOptions & HydrateOption<Contract>): Listing<RecordOf<Contract, Item>>;
  /** One record with every field that the vendor provides, or those in `fields`. Throws `NotFoundError` for an unknown id. */
  get(id: string, options?: ReadOptions & TypeOptionOf<Item>): Promise<RecordOf<Contract, Item>>;
};

type TypedReads<Contract, Item, Filters> = {
  /** Every record that matches the filters; nothing is requested before the list is iterated. */
  list<const Field extends keyof RecordOf<Contract, Item> = never>(
    options?: Filters & Omit<ListOptions, "fields"> & FieldsOption<Field> & HydrateOption<Contract>,
  ): Listing<Chosen<RecordOf<Contract, Item>, Field>>;
  /** One record with every field that the vendor provides, or those in `fields`. Throws `NotFoundError` for an unknown id. */
  get<const Field extends keyof RecordOf<Contract, Item> = never>(
    id: string,
    options?: Omit<ReadOptions, "fields"> & FieldsOption<Field> & TypeOptionOf<Item>,
  ): Promise<Chosen<RecordOf<Contract, Item>, Field>>;
};

/** `list` and `get` of devices. */
export type ReadOnlyDevices<Devices> = ReadMethods<
  Devices,
  Device,
  Pick<DeviceFilters, FiltersOf<Devices> & keyof DeviceFilters>
>;

type CreateMethod<Contract, Item> = Contract extends { create(input: infer Input): unknown }
  ? {
      /** Shows the vendor requests that would create the record, and sends nothing. */
      create(input: Input, options: DryRun): Promise<WritePreview>;
      /** Creates a record and returns it as the vendor has it. */
      create(input: Input, options?: WriteOptions): Promise<RecordOf<Contract, Item>>;
    }
  : unknown;

type UpdateMethod<Contract, Item> = Contract extends { update(id: string, input: infer Input): unknown }
  ? {
      /** Shows the vendor requests of the update, and sends nothing. */
      update(id: string, changes: Input, options: DryRun & TypeOptionOf<Item>): Promise<WritePreview>;
      /** Changes the given properties, keeps absent ones, clears those that are null; returns the updated record. */
      update(
        id: string,
        changes: Input,
        options?: WriteOptions & TypeOptionOf<Item>,
      ): Promise<RecordOf<Contract, Item>>;
    }
  : unknown;

type DeleteMethod<Contract, Item, Guard> = Contract extends { delete(id: string): unknown }
  ? {
      /** Shows the vendor requests that would delete the record, and sends nothing. */
      delete(id: string, options: DryRun & Guard & TypeOptionOf<Item>): Promise<WritePreview>;
      /** Deletes the record at the vendor. */
      delete(id: string, options: WriteOptions & Guard & TypeOptionOf<Item>): Promise<{ id: string }>;
    }
  : unknown;

/** The methods of one resource: exactly those that the vendor supports. */
export type ResourceMethods<Contract, Item, Filters, Guard = Confirmation> = ReadMethods<
  Contract,
  Item,
  Pick<Filters, FiltersOf<Contract> & keyof Filters>
> &
  CreateMethod<Contract, Item> &
  UpdateMethod<Contract, Item> &
  DeleteMethod<Contract, Item, Guard>;

type ActionMethod<Input, Guard> = (
  id: string,
  ...rest: object extends Input & Guard
    ? [input?: Input & Guard & WriteOptions]
    : [input: Input & Guard & WriteOptions]
) => Promise<ActionResult>;

type InputOf<Planner> = Planner extends (raw: never, input: infer Input) => unknown ? Input : object;

/** The actions a vendor can perform, each with the input it needs. */
export type ActionMethods<Actions, TypeOption = unknown> = {
  [Name in keyof Actions & ActionName]-?: ActionMethod<
    unknown extends InputOf<Actions[Name]> ? object : InputOf<Actions[Name]>,
    (Name extends GuardedAction ? Confirmation : object) & Freshness & TypeOption
  >;
};

type ActionsOf<Devices> = Devices extends { actions: infer Actions }
  ? ActionMethods<Actions, TypeOptionOf<Device>>
  : unknown;

type CommandMethod<Devices> = Devices extends {
  command(id: string, commandId: string, request: never): unknown;
}
  ? {
      /** Status of a command, by the `command_id` that an action returned. Throws `NotFoundError` for an unknown one. */
      command(
        id: string,
        commandId: string,
        options?: CallSignal & TypeOptionOf<Device>,
      ): Promise<CommandState>;
    }
  : unknown;

type MemberMethod<Groups> = Groups extends { members: infer Members }
  ? {
      /**
       * The devices and users in a group. Nothing is requested before the list is iterated, which throws `NotFoundError` for
       * an unknown id.
       */
      members(
        id: string,
        options?: Omit<ListOptions, "fields">,
      ): Listing<WithRemoteData<GroupMember, MemberRawOf<Members>>>;
    }
  : unknown;

type MemberRawOf<Members> = Members extends { map(raw: infer Raw, drift?: never): unknown } ? Raw : never;

type CallSignal = Pick<ReadOptions, "signal">;

/** Result of `connect` for a vendor: its capabilities as methods, and only those. */
export type Mdm<V extends Vendor> = Vendor extends V ? MdmOf<EveryVendor> : MdmOf<V>;

type MdmOf<V extends Vendor> = {
  readonly vendor: { readonly id: string; readonly name: string };
  /** Every operation of the vendor's own API by name, typed by its document. */
  readonly raw: RawOfVendor<V>;
  /** Throws if the credentials are invalid, otherwise returns their organization. */
  check(options?: CallSignal): Promise<Account>;
  /**
   * Whether the vendor supports a method, named as in code: `devices.update`, `users.list`, `devices.clearPasscode`.
   * Throws `InvalidInputError` for a name that no vendor has.
   */
  supports(capability: Capability): boolean;
  /** Operations, filters and actions that the vendor supports. Actions are named as in the gateway: `clear_passcode`. */
  capabilities(): Capabilities;
} & (V extends { devices: infer Devices extends DeviceContract }
  ? {
      readonly devices: ResourceMethods<Devices, Device, DeviceFilters, Confirmation & Freshness> &
        ActionsOf<Devices> &
        CommandMethod<Devices>;
    }
  : unknown) &
  (V extends { users: infer Users extends UserContract }
    ? { readonly users: ResourceMethods<Users, User, UserFilters> }
    : unknown) &
  (V extends { apps: infer Apps extends AppContract }
    ? { readonly apps: ResourceMethods<Apps, App, AppFilters> }
    : unknown) &
  (V extends { organizations: infer Organizations extends OrganizationContract }
    ? { readonly organizations: ResourceMethods<Organizations, Organization, OrganizationFilters> }
    : unknown) &
  (V extends { groups: infer Groups extends GroupContract }
    ? { readonly groups: ResourceMethods<Groups, Group, GroupFilters> & MemberMethod<Groups> }
    : unknown);

/** A vendor chosen at run time: every method exists, and one that the vendor does not support throws `UnsupportedCapabilityError`. */
type EveryVendor = Vendor & {
  devices: Required<DeviceContract> & { actions: Required<ActionPlanners<object>> };
  users: Required<UserContract>;
  apps: Required<AppContract>;
  organizations: Required<OrganizationContract>;
  groups: Required<GroupContract> & { members: MemberContract };
};
