import type { Capability } from "./capabilities.ts";
import type { ActionPlanners, DeviceContract } from "./device-contract.ts";
import type { CriteriaContract, GroupContract, MemberContract } from "./group-contract.ts";
import type { GroupMethods } from "./group-methods.ts";
import type {
  AppMethods,
  DeviceMethods,
  OrganizationMethods,
  ReadOnlyDevices,
  UserMethods,
} from "./methods.ts";
import type { Capabilities } from "./model.ts";
import type { RawOfVendor } from "./raw.ts";
import type { CallSignal } from "./read-options.ts";
import type {
  Account,
  AppContract,
  DeviceReader,
  OrganizationContract,
  UserContract,
  Vendor,
} from "./vendor.ts";

/** Result of `readDevices` for a vendor. */
export type DevicesOf<V extends DeviceReader> =
  V extends Named<infer Connected> ? Connected : ReadOnlyDevices<V["devices"]>;

/** What every connection has, whatever the vendor. */
export interface Connection {
  /** The vendor that the account is of. */
  readonly vendor: {
    /** Vendor id: `jumpcloud`. */
    readonly id: string;
    /** Product name for people: `JumpCloud`. */
    readonly name: string;
  };
  /** Throws if the credentials are invalid, otherwise returns their organization. */
  check(options?: CallSignal): Promise<Account>;
  /**
   * Whether the vendor supports a method, named as in code: `devices.update`, `users.list`, `devices.clearPasscode`.
   * Throws `InvalidInputError` for a name that no vendor has.
   */
  supports(capability: Capability): boolean;
  /** Operations, filters and actions that the vendor supports. Actions are named as in the gateway: `clear_passcode`. */
  capabilities(): Capabilities;
}

/**
 * Result of `connect` for a vendor: its capabilities as methods, and only those. Vendors of this package have a name for it, such
 * as `JumpCloudMdm`. `Mdm<Vendor>` is of any vendor: `connect<Vendor>(…)`. It has every method, of which those that the vendor lacks throw.
 */
export type Mdm<V extends Vendor> = Vendor extends V
  ? MdmOf<EveryVendor>
  : V extends Named<infer Connected>
    ? Connected
    : MdmOf<V>;

/** A vendor whose connection, the result of `connect` or `readDevices`, has a named type. */
export type Named<Connected> = {
  /** Exists only in types. */
  readonly "~connection"?: Connected;
};

type MdmOf<V extends Vendor> = Connection & {
  /** Every operation of the vendor's own API by name, typed by its document. */
  readonly raw: RawOfVendor<V>;
} & ResourcesOf<V>;

/** The resources of a vendor, each with its methods. */
export type ResourcesOf<V> = (V extends { devices: infer Devices extends DeviceContract }
  ? { readonly devices: DeviceMethods<Devices> }
  : unknown) &
  (V extends { users: infer Users extends UserContract } ? { readonly users: UserMethods<Users> } : unknown) &
  (V extends { apps: infer Apps extends AppContract } ? { readonly apps: AppMethods<Apps> } : unknown) &
  (V extends { organizations: infer Organizations extends OrganizationContract }
    ? { readonly organizations: OrganizationMethods<Organizations> }
    : unknown) &
  (V extends { groups: infer Groups extends GroupContract }
    ? { readonly groups: GroupMethods<Groups> }
    : unknown);

/** A vendor chosen at run time: every method exists, and one that the vendor does not support throws `UnsupportedCapabilityError`. */
type EveryVendor = Vendor & {
  devices: Required<DeviceContract> & { actions: Required<ActionPlanners<object>> };
  users: Required<UserContract>;
  apps: Required<AppContract>;
  organizations: Required<OrganizationContract>;
  groups: Required<GroupContract> & { members: MemberContract; criteria: CriteriaContract };
};
