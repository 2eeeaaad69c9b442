export { type ErrorCode, MdmError } from "@mdmkit/runtime";
export type { AccountOutcome, AccountOutcomes, AccountSource } from "./accounts/account-source.ts";
export {
  type Combined,
  type CombinedListing,
  combine,
  type Found,
  type PartialListing,
} from "./accounts/combine.ts";
export { type Identifiers, identifiersOf, type JoinKey, type JoinStrength } from "./accounts/identifiers.ts";
export {
  type JoinConflict,
  type JoinedDevice,
  type JoinedFleet,
  type JoinMatch,
  type JoinOptions,
  joinDevices,
} from "./accounts/join-devices.ts";
export type { CombinedFleet, FleetOf } from "./accounts/join-fleet.ts";
export {
  type BulkEntry,
  type BulkLog,
  type BulkOutcome,
  type BulkResult,
  parseBulkLog,
} from "./bulk/bulk-log.ts";
export {
  type BulkDevice,
  type BulkLeftOut,
  type BulkPlan,
  parseBulkPlan,
} from "./bulk/bulk-plan.ts";
export { type BulkRequest, type BulkTarget, planBulk } from "./bulk/plan-bulk.ts";
export { type BulkRun, type BulkRunOptions, runBulk } from "./bulk/run-bulk.ts";
export { type ConnectOptions, connect, type DriftEvent } from "./client/connect.ts";
export { type Extended, extend } from "./client/extend.ts";
export { readDevices } from "./client/read-devices.ts";
export {
  type ActionInputs,
  type ActionName,
  fromWireAction,
  GUARDED_ACTIONS,
  type GuardedAction,
} from "./contract/actions.ts";
export type { Capability } from "./contract/capabilities.ts";
export type { CommandProgress, DeviceContract } from "./contract/device-contract.ts";
export { ENGINE_FIELDS } from "./contract/engine-fields.ts";
export type {
  CriteriaContract,
  CriteriaLanguage,
  GroupContract,
  MemberContract,
} from "./contract/group-contract.ts";
export type { CriteriaChangeOptions, GroupMethods, MemberChangeOptions } from "./contract/group-methods.ts";
export type { Listing, ListPage, ListPlan, PageOptions, WalkControl } from "./contract/listing.ts";
export type { Connection, DevicesOf, Mdm } from "./contract/mdm.ts";
export type {
  ActionMethods,
  AppMethods,
  Confirmation,
  DeviceMethods,
  Freshness,
  OrganizationMethods,
  ReadOnlyDevices,
  ResourceMethods,
  UserMethods,
  WithRemoteData,
} from "./contract/methods.ts";
export type {
  ActionRequest,
  ActionResult,
  App,
  AppCreate,
  AppFilters,
  AppUpdate,
  Capabilities,
  CommandState,
  Condition,
  Device,
  DeviceCreate,
  DeviceFilters,
  DeviceType,
  DeviceUpdate,
  EmailRef,
  EnrollmentStatus,
  Group,
  GroupCreate,
  GroupCriteria,
  GroupCriteriaResult,
  GroupFilters,
  GroupMember,
  GroupMembersResult,
  GroupRef,
  GroupUpdate,
  IncompleteReason,
  ListGap,
  ListReport,
  LostModeStatus,
  Note,
  Organization,
  OrganizationCreate,
  OrganizationRef,
  OrganizationUpdate,
  OwnerRef,
  PatchStatus,
  Platform,
  PolicyRef,
  TagRef,
  User,
  UserCreate,
  UserFilters,
  UserUpdate,
} from "./contract/model.ts";
export type { Plan, VendorRequest } from "./contract/plan.ts";
export type { AnyRawClient, RawClient, RawConfirmation, RawOptions } from "./contract/raw.ts";
export type { HydrateOptions, ListOptions, ReadOptions } from "./contract/read-options.ts";
export type {
  GetRequest,
  Page,
  PageRequest,
  PrimaryCall,
  ReadRequest,
} from "./contract/resource-contract.ts";
export type {
  Account,
  AppContract,
  DeviceReader,
  OrganizationContract,
  UserContract,
  Vendor,
} from "./contract/vendor.ts";
export type { DryRun, WriteOptions, WritePreview } from "./contract/write-options.ts";
export { filters } from "./generated/inputs.ts";
export type { components as UnifiedComponents } from "./generated/schema.ts";
export { PAGE_TIME_MS } from "./lists/fill-page.ts";
export { INCOMPLETE_REASONS } from "./lists/incomplete-reasons.ts";
export { type KeyedRecords, keyBy } from "./lists/key-by.ts";
export { type NdjsonOptions, ndjson } from "./lists/ndjson.ts";
export { type Normalized, normalized, raw, without } from "./records/formats.ts";
export { DEVICE_QUESTIONS, type DeviceQuestion, type ValueTone } from "./report/questions.ts";
export {
  type AnswerCounts,
  answersTo,
  createDeviceTally,
  type DeviceCounts,
  type DeviceTally,
  OTHER_VALUES,
  sumCounts,
} from "./report/tally.ts";
export {
  type CompleteDiff,
  type Diff,
  diff,
  type RecordUpdate,
} from "./snapshots/diff.ts";
export {
  type AccountChanges,
  type CompleteFleetDiff,
  diffFleets,
  type FleetDiff,
  type FleetUpdate,
} from "./snapshots/diff-fleets.ts";
export {
  compareRecords,
  type DiffOptions,
  type FieldChanges,
  VOLATILE_FIELDS,
} from "./snapshots/field-changes.ts";
export {
  type CompleteFleetSnapshot,
  type FleetDevice,
  type FleetSnapshot,
  type FleetSnapshotFile,
  type PartialFleetSnapshot,
  parseFleetSnapshot,
  snapshotFleet,
} from "./snapshots/fleet-snapshot.ts";
export {
  type CompleteSnapshot,
  type PartialSnapshot,
  parseSnapshot,
  type Snapshot,
  type SnapshotFile,
  type SnapshotOf,
  type SnapshotOptions,
  snapshot,
} from "./snapshots/snapshot.ts";
export { SnapshotMismatchError } from "./snapshots/snapshot-mismatch.ts";
export { type CommandSource, type WaitOptions, waitForCommand } from "./writes/wait-for-command.ts";
