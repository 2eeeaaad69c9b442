/** What a vendor's adapter is made of: the contract, helpers of mappers, supporting reads and errors. See docs/write-a-vendor.md. */
export { type OperationTable, withOperations } from "@mdmkit/runtime";
export { simplifyCondition } from "./conditions/simplify.ts";
export { translateCondition } from "./conditions/translate.ts";
export { type ActionRules, MAC_PIN, type TakenInput } from "./contract/action-rules.ts";
export type { ActionInputs, ActionName } from "./contract/actions.ts";
export { deviceActions } from "./contract/device-actions.ts";
export type {
  CommandProgress,
  DeviceContract,
  Planned,
  PlannersOf,
  Unsupported,
} from "./contract/device-contract.ts";
export type { Drift } from "./contract/drift.ts";
export { createVendorErrors, type VendorErrors } from "./contract/errors.ts";
export type {
  EventContract,
  EventHint,
  EventPage,
  EventSecretPlace,
  WebhookContract,
} from "./contract/events.ts";
export type {
  CriteriaContract,
  CriteriaLanguage,
  GroupContract,
  GroupParts,
  MemberCall,
  MemberContract,
  MemberReads,
} from "./contract/group-contract.ts";
export type { GroupMethods } from "./contract/group-methods.ts";
export { groupsOnFirstCall } from "./contract/groups-on-first-call.ts";
export { createLackGuard, type LackGuard } from "./contract/lack-guard.ts";
export type { Connection, Named } from "./contract/mdm.ts";
export type {
  AppMethods,
  CreateOf,
  DeviceMethods,
  ListOptionsOf,
  OrganizationMethods,
  ReadOnlyDevices,
  RecordOf,
  UpdateOf,
  UserMethods,
} from "./contract/methods.ts";
export type {
  ActionStatus,
  App,
  AppCreate,
  AppFilters,
  AppIdType,
  AppInstallState,
  AppUpdate,
  Condition,
  ConditionField,
  ConditionOperator,
  ConditionValue,
  Device,
  DeviceCreate,
  DeviceFilters,
  DeviceType,
  DeviceUpdate,
  EmailRef,
  EnrollmentStatus,
  EnrollmentType,
  Group,
  GroupCreate,
  GroupFilters,
  GroupMember,
  GroupRef,
  GroupUpdate,
  ListGap,
  MemberRecordType,
  Organization,
  OrganizationCreate,
  OrganizationFilters,
  OrganizationRef,
  OrganizationUpdate,
  Platform,
  PolicyRef,
  TagRef,
  User,
  UserCreate,
  UserFilters,
  UserUpdate,
} from "./contract/model.ts";
export { createNumericIds, type NumericIds } from "./contract/numeric-ids.ts";
export { type OnFirstCall, onFirstCall } from "./contract/on-first-call.ts";
export type { MapperOrigins, Origins } from "./contract/origins.ts";
export type { Plan, VendorRequest } from "./contract/plan.ts";
export type { RawOfVendor } from "./contract/raw.ts";
export type {
  GetRequest,
  Mapped,
  Page,
  PageRequest,
  PrimaryCall,
  ReadRequest,
} from "./contract/resource-contract.ts";
export { createSharedRead, type SharedRead } from "./contract/shared-read.ts";
export {
  createSupportingReads,
  noteIncomplete,
  type SupportingReads,
  type Unreadable,
} from "./contract/supporting-reads.ts";
export { UntranslatableConditionError } from "./contract/untranslatable-condition-error.ts";
export type {
  Account,
  AppContract,
  DeviceReader,
  OrganizationContract,
  UserContract,
  Vendor,
  VendorRequests,
} from "./contract/vendor.ts";
export { describeVendor } from "./contract/vendor-descriptor.ts";
export type {
  CredentialScheme,
  VendorDescriptor,
  VendorOption,
  VendorTransport,
} from "./contract/vendor-option.ts";
export { createLineage, type Lineage, type VendorLineage } from "./lineage/lineage.ts";
export { appsByDevice, unlessGone } from "./lists/device-apps.ts";
export { HARDWARE_FILTERS, pick } from "./lists/filters.ts";
export { isDeviceId } from "./lists/is-device-id.ts";
export {
  type GroupLists,
  idOfUserGroup,
  type ListsInTurn,
  listGroups,
  pageInTurn,
  userGroupId,
} from "./lists/list-groups.ts";
export { listParts, type PartBatch, type PartList } from "./lists/list-parts.ts";
export { createMatcher } from "./lists/match.ts";
export { onlyRecord } from "./lists/only-record.ts";
export { type OffsetList, pageByOffset } from "./lists/page-by-offset.ts";
export {
  encodePagePosition,
  endOfPage,
  type PageEnd,
  type PagePosition,
  pagePosition,
  readPageAt,
  withNextPage,
} from "./lists/page-position.ts";
export { readAfter } from "./lists/read-after.ts";
export { readAround, type Span } from "./lists/read-around.ts";
export { readLinked } from "./lists/read-linked.ts";
export { type NumberedLog, readNumberedLog, readTimedLog, type TimedLog } from "./lists/read-log.ts";
export { groupRows, rowsByKey } from "./lists/rows-by-key.ts";
export { pageOfWhole } from "./lists/whole-list.ts";

export { APPLE_COMMANDS } from "./mapping/apple-commands.ts";
export { type AppleModel, appleModel } from "./mapping/apple-models.ts";
export { changeTags, type TagChange } from "./mapping/change-tags.ts";
export { type Complete, undecided } from "./mapping/complete.ts";
export { hardwareId, hardwareText, serialNumber } from "./mapping/hardware.ts";
export { fromUrlSafeId, isUuid, tagId, urlSafeId } from "./mapping/ids.ts";
export { iccids, imeis, ipAddress, ipAddresses, macAddresses, publicIpAddress } from "./mapping/network.ts";
export { NO_NUMBER } from "./mapping/placeholders.ts";
export {
  APPLE,
  isApple,
  isMobileApple,
  MOBILE_APPLE,
  usualFormFactor,
} from "./mapping/platforms.ts";
export { deviceMember, nameOfTag, primaryEmail, refTo, tagsNamed } from "./mapping/refs.ts";
export {
  earliest,
  isRfc3339,
  latest,
  looseTimeToRfc3339,
  timestampToRfc3339,
  toRfc3339,
} from "./mapping/rfc3339.ts";
export {
  bytes,
  count,
  fieldsOf,
  first,
  flag,
  given,
  idText,
  list,
  lookup,
  maybeList,
  not,
  number,
  percent,
  text,
  unique,
  uniqueOfGiven,
} from "./mapping/values.ts";
export { eventFields, eventHint, eventId, eventList, eventWord } from "./records/event-fields.ts";
export { isRecord } from "./records/record.ts";
export { isRecordId } from "./records/record-id.ts";
export { createResponses, idAt, type Responses } from "./records/responses.ts";
export { isEqualValue } from "./records/same-value.ts";
export { hide, isEmpty, isTold, mapRecord } from "./records/unset.ts";
