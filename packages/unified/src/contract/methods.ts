import type { ActionInputs, ActionName, GuardedAction } from "./actions.ts";
import type { Listing } from "./listing.ts";
import type {
  ActionResult,
  App,
  AppDeviceType,
  AppFilters,
  CommandState,
  Device,
  DeviceFilters,
  DeviceType,
  Organization,
  OrganizationFilters,
  User,
  UserFilters,
} from "./model.ts";
import type { CallSignal, HydrateOptions, ListOptions, ReadOptions } from "./read-options.ts";
import type { DryRun, WriteOptions, WritePreview } from "./write-options.ts";

/** For calls that lock people out or destroy data. A dry run needs no confirmation. */
export type Confirmation = Confirmed | (Partial<Confirmed> & DryRun);

/** The confirmation of a call. */
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

export type RawOf<Contract> = Contract extends { map(raw: infer Raw, drift?: never): unknown } ? Raw : never;
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

/** Filters and options of `list`. */
export type ListOptionsOf<Contract, Filters> = Pick<Filters, FiltersOf<Contract> & keyof Filters> &
  ListOptions &
  HydrateOption<Contract>;

type HydrateOption<Contract> = Contract extends { getOnly: readonly (infer Field extends string)[] }
  ? HydrateOptions<Field>
  : unknown;

/** A record with the fields that a caller chose; `never` stands for all. */
type Chosen<Item, Field> = [Field] extends [never]
  ? Item
  : [keyof Item] extends [Field]
    ? Item
    : Pick<Item, Extract<keyof Item, Field | "id" | "is_partial" | "gaps">>;

type FieldsOption<Field> = { fields?: readonly Field[] };

type ReadMethods<Raw, Item, Found, Options> = [keyof Raw] extends [never]
  ? UntypedReads<Item, Found, Options>
  : TypedReads<Item, Found, Options>;

/** Of a vendor chosen at run time: not generic, so that the methods of several resources can be called in one place. */
type UntypedReads<Item, Found, Options> = {
  /** Every record that matches the filters; nothing is requested before the list is iterated. */
  list(options?: Options): Listing<Found>;
  /** One record with every field that the vendor provides, or those in `fields`. Throws `NotFoundError` for an unknown id. */
  get(id: string, options?: ReadOptions & TypeOptionOf<Item>): Promise<Found>;
};

/**
 * Of several resources in one place, `mdm[name].list()`, a compiler calls only signatures that are not generic: each method has one
 * without options.
 */
type TypedReads<Item, Found, Options> = {
  /** Every record; nothing is requested before the list is iterated. */
  list(): Listing<Found>;
  /** Every record that matches the filters; nothing is requested before the list is iterated. */
  list<const Field extends keyof Found = never>(
    options?: Options & FieldsOption<Field>,
  ): Listing<Chosen<Found, Field>>;
  /** One record with every field that the vendor provides. Throws `NotFoundError` for an unknown id. */
  get(id: string): Promise<Found>;
  /** One record with every field that the vendor provides, or those in `fields`. Throws `NotFoundError` for an unknown id. */
  get<const Field extends keyof Found = never>(
    id: string,
    options?: ReadOptions & FieldsOption<Field> & TypeOptionOf<Item>,
  ): Promise<Chosen<Found, Field>>;
};

/** `list` and `get` of devices. */
export type ReadOnlyDevices<
  Devices,
  Found = RecordOf<Devices, Device>,
  Options = ListOptionsOf<Devices, DeviceFilters>,
> = ReadMethods<RawOf<Devices>, Device, Found, Options>;

/** What `create` of a resource takes. */
export type CreateOf<Contract> = Contract extends { create(input: infer Input): unknown } ? Input : never;
/** What `update` of a resource takes. */
export type UpdateOf<Contract> = Contract extends { update(id: string, input: infer Input): unknown }
  ? Input
  : never;

/** Not a default of the parameter: declarations of callers would name it, although it may have no public name. */
type Given<Type, Otherwise> = unknown extends Type ? Otherwise : Type;

type CreateMethod<Contract, Found, Input> = Contract extends { create(input: never): unknown }
  ? {
      /** Shows the vendor requests that would create the record, and sends nothing. */
      create(input: Input, options: DryRun): Promise<WritePreview>;
      /** Creates a record and returns it as the vendor has it. */
      create(input: Input, options?: WriteOptions): Promise<Found>;
    }
  : unknown;

type UpdateMethod<Contract, Item, Found, Input> = Contract extends {
  update(id: string, input: never): unknown;
}
  ? {
      /** Shows the vendor requests of the update, and sends nothing. */
      update(id: string, changes: Input, options: DryRun & TypeOptionOf<Item>): Promise<WritePreview>;
      /** Changes the given properties, keeps absent ones, clears those that are null; returns the updated record. */
      update(id: string, changes: Input, options?: WriteOptions & TypeOptionOf<Item>): Promise<Found>;
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
export type ResourceMethods<
  Contract,
  Item,
  Filters,
  Guard = Confirmation,
  Found = RecordOf<Contract, Item>,
  Options = ListOptionsOf<Contract, Filters>,
  Create = unknown,
  Update = unknown,
> = ReadMethods<RawOf<Contract>, Item, Found, Options> &
  CreateMethod<Contract, Found, Given<Create, CreateOf<Contract>>> &
  UpdateMethod<Contract, Item, Found, Given<Update, UpdateOf<Contract>>> &
  DeleteMethod<Contract, Item, Guard>;

/** `mdm.devices`: reads and writes of records, and the vendor's actions. */
export type DeviceMethods<
  Devices,
  Found = RecordOf<Devices, Device>,
  Options = ListOptionsOf<Devices, DeviceFilters>,
  Create = unknown,
  Update = unknown,
> = ResourceMethods<
  Devices,
  Device,
  DeviceFilters,
  Confirmation & Freshness,
  Found,
  Options,
  Create,
  Update
> &
  ActionsOf<Devices> &
  CommandMethod<Devices>;

/** `mdm.users`. */
export type UserMethods<
  Users,
  Found = RecordOf<Users, User>,
  Options = ListOptionsOf<Users, UserFilters>,
  Create = unknown,
  Update = unknown,
> = ResourceMethods<Users, User, UserFilters, Confirmation, Found, Options, Create, Update>;

/** `mdm.apps`. */
export type AppMethods<
  Apps,
  Found = RecordOf<Apps, App>,
  Options = ListOptionsOf<Apps, AppFilters>,
  Create = unknown,
  Update = unknown,
> = ResourceMethods<Apps, App, AppFilters, Confirmation, Found, Options, Create, Update>;

/** `mdm.organizations`. */
export type OrganizationMethods<
  Organizations,
  Found = RecordOf<Organizations, Organization>,
  Options = ListOptionsOf<Organizations, OrganizationFilters>,
  Create = unknown,
  Update = unknown,
> = ResourceMethods<
  Organizations,
  Organization,
  OrganizationFilters,
  Confirmation,
  Found,
  Options,
  Create,
  Update
>;

type ActionMethod<Input, Guard> = (
  id: string,
  ...rest: object extends Input & Guard
    ? [input?: Input & Guard & WriteOptions]
    : [input: Input & Guard & WriteOptions]
) => Promise<ActionResult>;

type InputOf<Planner> = Planner extends (raw: never, input: infer Input) => unknown ? Input : object;

/** The actions a vendor can perform, each with the input it needs. */
export type ActionMethods<Actions, TypeOption = unknown> = {
  // Over the vocabulary, so that editors show its sentence about each action.
  [Name in keyof Pick<ActionInputs, keyof Actions & ActionName>]-?: ActionMethod<
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
