import type {
  CallOptions,
  OperationTable,
  Paginated,
  PaginateOptions,
  PreparedRequest,
} from "@mdmkit/runtime";
import type { ActionRules } from "./action-rules.ts";
import type { ActionInputs, ActionName } from "./actions.ts";
import type { Drift } from "./drift.ts";
import type {
  App,
  AppCreate,
  AppFilters,
  AppUpdate,
  CommandState,
  Device,
  DeviceCreate,
  DeviceFilters,
  DeviceType,
  DeviceUpdate,
  Group,
  GroupFilters,
  GroupMember,
  IncompleteReason,
  ListGap,
  Organization,
  OrganizationCreate,
  OrganizationFilters,
  OrganizationUpdate,
  User,
  UserCreate,
  UserFilters,
  UserUpdate,
} from "./model.ts";

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

/** Options of the request that reads the record itself: the caller's own query parameters and observer. */
export type PrimaryCall = Pick<CallOptions, "signal" | "query" | "onExchange" | "attempts">;

/** What is passed on to the requests of a read. */
export type ReadRequest = {
  /** For every request of the read. */
  readonly signal?: AbortSignal | undefined;
  /** The unified fields that are used; left out: all. `createSupportingReads` skips what fills none of them. */
  readonly fields?: ReadonlySet<string> | undefined;
  /** For the request that reads the record or page itself, the signal included; not for supporting reads. */
  readonly primary?: PrimaryCall | undefined;
};

/** A read of one record. */
export type GetRequest = ReadRequest & {
  /** `identity`: only what identifies the record (id, serial number, platform); skip joined reads. */
  readonly detail: "full" | "identity";
  /** One of the reads that fill the records of a list: what an account was found to lack is not asked for again. */
  readonly hydrates?: true | undefined;
  /** Receives the fields that stay absent because a supporting read is not permitted; see `createSupportingReads`. */
  readonly gaps?: ListGap[] | undefined;
};

/** The request of a page. */
export type PageRequest<Filters> = ReadRequest & {
  /** The `next` of the previous page; for a list with `seek: "offset"` the number of records to skip. Left out: the first page. */
  readonly cursor?: string | undefined;
  /** Number of records; at most `pageSize`. */
  readonly limit: number;
  /** Exactly the filters in `pushed` or `narrowed`. */
  readonly filters: Partial<Filters>;
  /** The budget of the walk for pages that fail. For `readAround`, in lists whose cursor contains an offset. */
  readonly split?: SplitBudget | undefined;
};

/** Vendor requests left in a walk for reading around records that make their page fail. */
export type SplitBudget = { requests: number };

/** Reasons that only an adapter can see. */
type ListDoubt = Exclude<IncompleteReason, "aborted" | "drifted" | "failed" | "loop" | "undecided">;

/** A page of a vendor's list. */
export type Page<Raw> = {
  /**
   * The vendor's own records in the vendor's order, joined with what the mapper needs, not yet mapped. Null in place of a record
   * that the vendor cannot serve.
   */
  readonly items: readonly (Raw | null)[];
  /** Cursor of the next page; left out on the last one, and always for lists by offset. */
  readonly next?: string | undefined;
  /** The vendor's total of records that match the filters of the request. */
  readonly total?: number | undefined;
  /**
   * With `next`: the page is full, and only the vendor's total says that nothing follows. The engine requests the next page
   * before it returns this one, since totals can be too low.
   */
  readonly mayBeLast?: boolean | undefined;
  /** Why the list may lack records, where the vendor's own paging shows it but `total` cannot: it is not complete then. */
  readonly doubt?: ListDoubt | undefined;
  /** Names the part that a page belongs to, where the list consists of parts that may share records. */
  readonly part?: string | undefined;
  /** Fields that stay absent on this page because a supporting read failed. */
  readonly gaps?: readonly ListGap[] | undefined;
};

/** One vendor request, complete and not sent yet; typed by the vendor's generated operations. */
export type VendorRequest<Types> = {
  [K in keyof Types & string]: { operation: K } & (Types[K] extends { input: infer Input } ? Input : unknown);
}[keyof Types & string];

/** A request of any vendor, as the engine handles it. */
export type PlannedRequest = {
  operation: string;
  path?: object | undefined;
  query?: object | undefined;
  body?: unknown;
};

/** The exact vendor requests that carry out a write, in order. */
export type Plan<Step = PlannedRequest> = {
  /** The requests, in order. */
  readonly steps: readonly Step[];
  /**
   * For actions and deletions: returns the vendor's id of the command from the last response. Null if the response confirms the write without an
   * id, undefined if it does not confirm it: the outcome is indeterminate then. Without this member any response confirms it, except an
   * empty one where the vendor's document has a body.
   */
  commandId?(response: unknown): string | null | undefined;
  /** Returns the id of a new record from the last response, if that is not the record itself. */
  recordId?(response: unknown): string | undefined;
};

/** An absent property may be present as `undefined`, also for callers whose compiler distinguishes the two. */
export type Mapped<Item> = {
  [Name in keyof Item]: undefined extends Item[Name] ? Item[Name] | undefined : Item[Name];
};

export type ResourceContract<Raw, Item, Filters, Create, Update> = {
  /** Largest page of the vendor; the engine requests it unless the caller sets a smaller one. */
  readonly pageSize: number;
  /** Supported filters: applied by the vendor, or here to a field that its list fills. */
  readonly filters: readonly (keyof Filters & string)[];
  /** Filters that the vendor applies with exactly the unified meaning, and for which values. */
  readonly pushed?: { readonly [Name in keyof Filters]?: (value: NonNullable<Filters[Name]>) => boolean };
  /**
   * Filters by which the vendor leaves out some records that do not match, but never one that matches, and for which values. The
   * rest is filtered here, so the field must be one that the list fills.
   */
  readonly narrowed?: { readonly [Name in keyof Filters]?: (value: NonNullable<Filters[Name]>) => boolean };
  /**
   * `offset`: the order is stable and the cursor is a record offset. The engine then reads pages in parallel and
   * lets each overlap the one before by a record, to notice when the list shifted, and splits pages that fail.
   */
  readonly seek?: "offset" | undefined;
  /** Where records hold secrets (generated), such as `token` or `general.token`: removed before a caller gets the record. */
  readonly secrets?: readonly string[] | undefined;
  /**
   * Hides, while a record is mapped, what the vendor sends where nothing was set or collected (generated): `map` reads it
   * as absent.
   */
  unset?(raw: Raw): void;
  /** Fields that `get` fills and `list` does not, or not for every record; `hydrate` reads them on request. */
  readonly getOnly?: readonly (keyof Item & string)[] | undefined;
  /**
   * A device that enrolls again is a new record here, and the vendor keeps the record of the earlier enrollment. Not needed if
   * the status of that one is `removed`.
   */
  readonly keepsEnrollments?: true | undefined;
  /** The maximum number of vendor requests of one `get`, apart from retries and what is read once for many records. Default: 1. */
  readonly getRequests?: number | undefined;
  list(request: PageRequest<Filters>): Promise<Page<Raw>>;
  get(id: string, request: GetRequest): Promise<Raw>;
  /**
   * For vendors whose ids overlap between kinds of device: makes the unique id, as `map` returns it, of a bare id and the
   * caller's `type`; a unique id is returned unchanged. Throws `InvalidInputError` if the kind is ambiguous, or if the id is of the
   * other kind: `desktop` and `mobile` name the two here.
   */
  qualifyId?(id: string, type: DeviceType | undefined): string;
  /**
   * Pure, except for what it notes in `drift`. Total: it accepts records in which any field is missing, null or of another type. A record
   * that drifted is mapped a second time, then through a proxy.
   */
  map(raw: Raw, drift?: Drift): Mapped<Item>;
  /** Changes the result of `map`. Set by `extend`, never by an adapter. */
  refine?(raw: Raw, item: Item, onFailure: (field: string) => void): void;
  /** The properties that `update` supports; another one is rejected before any request. Required with `update`. */
  readonly writable?: readonly (keyof Update & string)[];
  /** The properties that `create` supports; another one is rejected before any request. Required with `create`. */
  readonly creatable?: readonly (keyof Create & string)[];
  create?(input: Create): Plan | Promise<Plan>;
  update?(id: string, input: Update): Plan | Promise<Plan>;
  delete?(id: string): Plan | Promise<Plan>;
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

/** Groups of devices or users. No group is created, changed or deleted here. */
export type GroupContract<Raw extends object = object> = ResourceContract<
  Raw,
  Group,
  GroupFilters,
  never,
  never
> & {
  /** Absent if the vendor does not list the members of a group. */
  readonly members?: MemberContract | undefined;
  /**
   * Plans the requests that add devices to a group and leave its other members; at most `membersAtOnce`, of which all are added or
   * none. `group` is a fresh read; one that does not accept members is refused before.
   */
  addMembers?: MemberPlanner<Raw>;
  /** The same for devices to be removed. */
  removeMembers?: MemberPlanner<Raw>;
  /** The maximum number of devices of one plan. Default: 1. */
  readonly membersAtOnce?: number | undefined;
};

/** A method's type, so that a vendor may take its own records. */
type MemberPlanner<Raw> = {
  plan(group: Raw, ids: readonly string[]): Plan | Promise<Plan>;
}["plan"];

/** The members of one group, as a list of their own. */
export type MemberContract<Raw extends object = object> = Pick<
  ResourceContract<Raw, GroupMember, never, never, never>,
  "pageSize" | "seek" | "secrets" | "unset" | "map"
> & {
  /** A page of the members of the group with this unified id. Throws `NotFoundError` for an unknown one. */
  list(groupId: string, request: PageRequest<never>): Promise<Page<Raw>>;
};

/** What a vendor can do with devices. */
export type DeviceContract<Raw extends object = object> = ResourceContract<
  Raw,
  Device,
  DeviceFilters,
  DeviceCreate,
  DeviceUpdate
> & {
  /** The plans of the actions that the vendor supports. */
  readonly actions?: ActionPlanners<Raw> | undefined;
  /** The vendor's record of a command of this device, by the `commandId` of the plan that sent it. */
  command?(id: string, commandId: string, request: ReadRequest): Promise<object>;
  /** Status of the command, mapped like records. Required with `command`. */
  mapCommand?(raw: object, drift?: Drift): CommandProgress;
  /** On which platforms actions work and which inputs they use. The engine rejects the others; planners type their input by it. */
  readonly actionRules?: ActionRules;
};

/** The vendor's status of a command. */
export type CommandProgress = Pick<CommandState, "status" | "reason" | "updated_at">;

/** Plans for the actions of a vendor on a device. `raw` is a fresh read with `detail: "identity"`. */
export type ActionPlanners<Raw> = {
  [Name in ActionName]?: ActionPlanner<Raw, OrUndefined<ActionInputs[Name]>>;
};

/** An optional input may be undefined, also for callers who compile with `exactOptionalPropertyTypes`. */
type OrUndefined<Inputs> = {
  [Name in keyof Inputs]: object extends Pick<Inputs, Name> ? Inputs[Name] | undefined : Inputs[Name];
};

/** Why an action does not work on this device, although the vendor supports it. */
export type Unsupported = {
  /** Why, in one sentence. */
  readonly unsupported: string;
};

// A method's type, so that a vendor may demand a narrower input than the vocabulary's.
type ActionPlanner<Raw, Input> = {
  plan(raw: Raw, input: Input): Plan | Unsupported | Promise<Plan | Unsupported>;
}["plan"];
