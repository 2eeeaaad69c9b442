export type { AccountOutcome, AccountSource } from "./account-source.ts";
export { type ActionInputs, type ActionName, GUARDED_ACTIONS, type GuardedAction } from "./actions.ts";
export {
  type Combined,
  type CombinedListing,
  combine,
  type Found,
} from "./combine.ts";
export { type ConnectOptions, connect, type DriftEvent } from "./connect.ts";
export {
  type CompleteDiff,
  type Diff,
  type DiffOptions,
  diff,
  type FieldChanges,
  type RecordUpdate,
  VOLATILE_FIELDS,
} from "./diff.ts";
export { type Extended, extend } from "./extend.ts";
export { type Normalized, normalized, raw, without } from "./formats.ts";
export type {
  components as UnifiedComponents,
  operations as UnifiedOperations,
  paths as UnifiedPaths,
} from "./generated/schema.ts";
export type { JoinKey } from "./identifiers.ts";
export { type JoinConflict, type JoinedDevice, type JoinedFleet, joinDevices } from "./join-devices.ts";
export { type KeyedRecords, keyBy } from "./key-by.ts";
export type { Listing, ListPage, ListPlan, WalkControl } from "./listing.ts";
export type {
  Confirmation,
  Freshness,
  HydrateOptions,
  ListOptions,
  Mdm,
  ReadOptions,
  WriteOptions,
  WritePreview,
} from "./methods.ts";
export type {
  ActionRequest,
  ActionResult,
  App,
  AppCreate,
  AppFilters,
  AppUpdate,
  Capabilities,
  CommandState,
  Device,
  DeviceCreate,
  DeviceFilters,
  DeviceType,
  DeviceUpdate,
  EmailRef,
  EnrollmentStatus,
  IncompleteReason,
  ListGap,
  ListReport,
  Note,
  Organization,
  OrganizationCreate,
  OrganizationRef,
  OrganizationUpdate,
  OwnerRef,
  Platform,
  PolicyRef,
  TagRef,
  User,
  UserCreate,
  UserFilters,
  UserUpdate,
} from "./model.ts";
export { type NdjsonOptions, ndjson } from "./ndjson.ts";
export { type DeviceReader, readDevices } from "./read-devices.ts";
export {
  type CompleteSnapshot,
  type PartialSnapshot,
  parseSnapshot,
  type Snapshot,
  type SnapshotFile,
  type SnapshotOf,
  snapshot,
} from "./snapshot.ts";
export type {
  Account,
  AppContract,
  CommandProgress,
  DeviceContract,
  GetRequest,
  OrganizationContract,
  Page,
  PageRequest,
  Plan,
  PrimaryCall,
  ReadRequest,
  UserContract,
  Vendor,
  VendorRequest,
} from "./vendor.ts";
export { type CommandSource, type WaitOptions, waitForCommand } from "./wait-for-command.ts";
