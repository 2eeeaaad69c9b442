import type { OperationTable, Paginated, PaginateOptions, PreparedRequest } from "@mdmkit/runtime";
import type { DeviceContract } from "./device-contract.ts";
import type { EventContract } from "./events.ts";
import type { GroupContract } from "./group-contract.ts";
import type {
  App,
  AppCreate,
  AppFilters,
  AppUpdate,
  Organization,
  OrganizationCreate,
  OrganizationFilters,
  OrganizationUpdate,
  User,
  UserCreate,
  UserFilters,
  UserUpdate,
} from "./model.ts";
import type { PrimaryCall, ReadRequest, ResourceContract } from "./resource-contract.ts";

/**
 * What a vendor is to this package: a plain object that a factory returns. It reads, maps and plans; only the
 * engine sends a write. A member that the vendor does not support is left out, never stubbed: the types callers see, the
 * run-time capability table and the documentation all derive from which members exist.
 */
export type Vendor = {
  /** Vendor id, as in `specs/`: `jumpcloud`. */
  readonly id: string;
  /** Product name for people: `JumpCloud`. */
  readonly name: string;
  /** The vendor's own client with the operations of the adapter: what the engine sends planned requests through. */
  readonly client: VendorRequests;
  /** The generated table behind the client, with the safety of each operation. */
  readonly operations: OperationTable;
  /** Every operation of the vendor's document over the connection of `client`, for `mdm.raw`; loads them on first use. */
  openRaw?(): Promise<RawAccess>;
  /** Parameters that say which part of the tenant the account is for: calls of `mdm.raw` that take them get them, and no others. */
  readonly scope?:
    | { readonly [Place in "path" | "query"]?: Readonly<Record<string, string | number>> | undefined }
    | undefined;
  /** Where request bodies contain secrets, by operation (generated). They are masked in previews. */
  readonly secretBodies: Readonly<Record<string, readonly string[]>>;
  /** Where responses contain secrets, by operation (generated). They are removed from what observers receive. */
  readonly secretResponses?: Readonly<Record<string, readonly string[]>> | undefined;
  /** The cheapest authenticated read. Throws when the credentials are invalid, otherwise returns their organization. */
  check?(request: ReadRequest): Promise<Account>;
  /** Absent as long as it is unknown how the vendor lists devices. */
  readonly devices?: DeviceContract | undefined;
  /** Absent where the vendor has no users. */
  readonly users?: UserContract | undefined;
  /** Absent where the vendor lists no installed apps. */
  readonly apps?: AppContract | undefined;
  /** Absent where the vendor has no organizations. */
  readonly organizations?: OrganizationContract | undefined;
  /** Absent where the vendor lists no groups. */
  readonly groups?: GroupContract | undefined;
  /** Absent where the vendor neither sends events nor has a log of them. */
  readonly events?: EventContract | undefined;
};

/** What a read needs of the vendor besides the contract. */
export type ReadOrigin = Pick<Vendor, "id" | "secretBodies" | "secretResponses">;

/** The part of a vendor that reads devices: the result of `@mdmkit/unified/vendors/<vendor>/devices`. */
export type DeviceReader = Pick<Vendor, "id" | "name" | "client" | "secretBodies"> &
  Required<Pick<Vendor, "secretResponses">> & {
    /** Reads of devices. */
    readonly devices: DeviceContract;
  };

/** The members of a generated client that the engine calls. */
export type VendorRequests = {
  /** The request that `request` would send, without the credential. Nothing is sent. */
  prepare(operation: string, input?: unknown): PreparedRequest;
  /** Calls an operation. Rejects with an `MdmError`. */
  request(
    operation: string,
    input?: unknown,
    options?: PrimaryCall,
  ): Promise<{ data: unknown; response: Response }>;
};

/** A client with the table of its operations. */
export type RawAccess = {
  readonly client: VendorRequests & {
    paginate(operation: string, input?: unknown, options?: PaginateOptions): Paginated<unknown>;
  };
  readonly operations: OperationTable;
};

/** The organization of a credential; null if the vendor does not return it. */
export type Account = {
  /** The vendor's id of the organization. */
  organizationId: string | null;
  /** Its name, for people. */
  organizationName: string | null;
};

/** What a vendor can do with users. */
export type UserContract<Raw extends object = object> = ResourceContract<
  Raw,
  User,
  UserFilters,
  UserCreate,
  UserUpdate
>;

/** Apps as installed: a record for each app on each device. */
export type AppContract<Raw extends object = object> = ResourceContract<
  Raw,
  App,
  AppFilters,
  AppCreate,
  AppUpdate
>;

/** What a vendor can do with organizations. */
export type OrganizationContract<Raw extends object = object> = ResourceContract<
  Raw,
  Organization,
  OrganizationFilters,
  OrganizationCreate,
  OrganizationUpdate
>;
