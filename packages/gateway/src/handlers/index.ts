import { GatewayError } from "../errors/gateway-error.ts";
import type { Call, Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import { explainRecord } from "../records/explain-record.ts";
import { listRecords } from "../records/list-records.ts";
import { createRecord, deleteRecord, getRecord, updateRecord } from "../records/one-record.ts";
import { apps, devices, groups, membersOf, organizations, users } from "../records/resource.ts";
import { joinAccountDevices } from "../several-accounts/join-accounts.ts";
import { pageAccounts } from "../several-accounts/page-accounts.ts";
import { diffAccountDevices, snapshotAccountDevices } from "../several-accounts/snapshots.ts";
import { callVendorOperation } from "../vendor-operations/call-vendor-operation.ts";
import { getVendorOpenApi } from "../vendor-operations/get-vendor-open-api.ts";
import { createAdministration } from "./administration.ts";
import { performBatch } from "./batch.ts";
import { performBatchRequest } from "./batch-by-resource.ts";
import { createBulk } from "./bulk.ts";
import { createConnectedAccounts } from "./connected-accounts.ts";
import { deviceBefore, performDeviceAction } from "./device-actions.ts";
import { createEventSources } from "./event-sources.ts";
import { createFleet } from "./fleet.ts";
import { changeGroupMembers } from "./group-members.ts";
import { getMeta } from "./meta.ts";
import { getMethodMeta } from "./method-meta.ts";
import { createServiceHandlers } from "./service.ts";
import type { Services } from "./services.ts";
import { createSyncs } from "./syncs.ts";
import { createWebhooks } from "./webhooks.ts";

export const DEVICE_FILTERS = [
  "name",
  "type",
  "model",
  "os_version",
  "platform",
  "serial_number",
  "tags",
  "owner",
  "policy",
  "organization",
  "updated_since",
] as const;
const APP_FILTERS = ["device", "device_type", "name", "app_id", "platform", "updated_since"] as const;
const USER_FILTERS = ["email"] as const;
const GROUP_FILTERS = ["name", "membership", "member_type", "device", "user"] as const;

/** A handler for every operation of the unified document. */
export function createHandlers(services: Services): Handlers {
  return {
    listDevices: (call) =>
      listRecords(services, call, { resource: devices, filters: pick(call.query, DEVICE_FILTERS) }),
    getDevice: (call) =>
      getRecord(services, call, { resource: devices, typeOptions: pick(call.query, ["type"]) }),
    createDevice: (call) => createRecord(services, call, { resource: devices }),
    updateDevice: (call) =>
      updateRecord(services, call, { resource: devices, typeOptions: pick(call.query, ["type"]) }),
    deleteDevice: (call) => {
      const { if_unchanged } = call.query;
      return deleteRecord(services, call, {
        resource: devices,
        typeOptions: pick(call.query, ["type"]),
        ...(if_unchanged && { freshness: { ifUnchanged: deviceBefore(if_unchanged) } }),
      });
    },
    explainDevice: (call) => explainRecord(services, call, devices),
    performDeviceAction: (call) => performDeviceAction(services, call),
    async getDeviceCommand(call) {
      const { path, query, signal } = call;
      return json(
        await services.useAccount(call, "devices.command", (mdm) =>
          mdm.devices.command(path.id, path.command_id, { ...pick(query, ["type"]), signal }),
        ),
      );
    },

    listUsers: (call) =>
      listRecords(services, call, { resource: users, filters: pick(call.query, USER_FILTERS) }),
    getUser: (call) => getRecord(services, call, { resource: users }),
    explainUser: (call) => explainRecord(services, call, users),
    createUser: (call) => createRecord(services, call, { resource: users }),
    updateUser: (call) => updateRecord(services, call, { resource: users }),
    deleteUser: (call) => deleteRecord(services, call, { resource: users }),

    listApps: (call) =>
      listRecords(services, call, { resource: apps, filters: pick(call.query, APP_FILTERS) }),
    getApp: (call) =>
      getRecord(services, call, { resource: apps, typeOptions: pick(call.query, ["device_type"]) }),
    explainApp: (call) => explainRecord(services, call, apps),
    createApp: (call) => {
      assertForMobile(call.query.device_type);
      return createRecord(services, call, { resource: apps });
    },
    updateApp: (call) =>
      updateRecord(services, call, { resource: apps, typeOptions: pick(call.query, ["device_type"]) }),
    deleteApp: (call) =>
      deleteRecord(services, call, { resource: apps, typeOptions: pick(call.query, ["device_type"]) }),

    listOrganizations: (call) => listRecords(services, call, { resource: organizations, filters: {} }),
    getOrganization: (call) => getRecord(services, call, { resource: organizations }),
    explainOrganization: (call) => explainRecord(services, call, organizations),
    createOrganization: (call) => createRecord(services, call, { resource: organizations }),
    updateOrganization: (call) => updateRecord(services, call, { resource: organizations }),

    listGroups: (call) =>
      listRecords(services, call, { resource: groups, filters: pick(call.query, GROUP_FILTERS) }),
    getGroup: (call) => getRecord(services, call, { resource: groups }),
    createGroup: (call) => createRecord(services, call, { resource: groups }),
    updateGroup: (call) => updateRecord(services, call, { resource: groups }),
    deleteGroup: (call) => deleteRecord(services, call, { resource: groups }),
    explainGroup: (call) => explainRecord(services, call, groups),
    listGroupMembers: (call) =>
      listRecords(services, call, { resource: membersOf(call.path.id), filters: {} }),

    async getGroupCriteria(call) {
      const { path, signal } = call;
      return json(
        await services.useAccount(call, "groups.criteria", (mdm) => mdm.groups.criteria(path.id, { signal })),
      );
    },
    async setGroupCriteria(call) {
      const { path, body, signal } = call;
      const { condition, confirm, dry_run: dryRun = false } = body;
      const options = { signal, dryRun, ...(confirm !== undefined && { confirm }) };
      return json(
        await services.useAccount(call, "groups.setCriteria", (mdm) =>
          mdm.groups.setCriteria(path.id, condition, options),
        ),
      );
    },
    changeGroupMembers: (call) => changeGroupMembers(services, call),

    listAccountDevices: (call) =>
      pageAccounts(services, call, {
        resource: devices,
        filters: pick(call.query, DEVICE_FILTERS),
        found: (integrated_account_id, device) => ({ integrated_account_id, device }),
      }),
    joinAccountDevices: (call) =>
      joinAccountDevices(services, call, {
        resource: devices,
        filters: pick(call.query, DEVICE_FILTERS),
      }),
    snapshotAccountDevices: (call) =>
      snapshotAccountDevices(services, call, {
        resource: devices,
        filters: pick(call.query, DEVICE_FILTERS),
      }),
    diffAccountDevices: (call) =>
      diffAccountDevices(services, call, { resource: devices, filterNames: DEVICE_FILTERS }),
    listAccountUsers: (call) =>
      pageAccounts(services, call, {
        resource: users,
        filters: pick(call.query, USER_FILTERS),
        found: (integrated_account_id, user) => ({ integrated_account_id, user }),
      }),
    listAccountApps: (call) =>
      pageAccounts(services, call, {
        resource: apps,
        filters: pick(call.query, APP_FILTERS),
        found: (integrated_account_id, app) => ({ integrated_account_id, app }),
      }),
    listAccountOrganizations: (call) =>
      pageAccounts(services, call, {
        resource: organizations,
        filters: {},
        found: (integrated_account_id, organization) => ({ integrated_account_id, organization }),
      }),
    listAccountGroups: (call) =>
      pageAccounts(services, call, {
        resource: groups,
        filters: {},
        found: (integrated_account_id, group) => ({ integrated_account_id, group }),
      }),

    async getCapabilities({ details, query }) {
      const call = { details, query, callsVendor: false };
      return json(await services.useAccount(call, undefined, (mdm) => mdm.capabilities()));
    },
    getMeta: (call) => getMeta(services, call),
    getMethodMeta: (call) => getMethodMeta(services, call),
    callVendorOperation: (call) => callVendorOperation(services, call),
    getVendorOpenApi: (call) => getVendorOpenApi(services, call),
    performBatch,
    performBatchRequest,
    ...createBulk(services),
    ...createFleet(services),
    ...createSyncs(services),
    ...createWebhooks(services),
    ...createEventSources(services),
    ...createConnectedAccounts(services),
    ...createAdministration(services),
    ...createServiceHandlers(services),
  };
}

/** No vendor so far can create apps for computers. */
function assertForMobile(type: Call<"createApp">["query"]["device_type"]): void {
  if (type !== "desktop") return;
  throw new GatewayError(
    422,
    "`device_type` must be `mobile`, because apps can be created for phones and tablets only.",
  );
}

/** The named parameters that were given. */
function pick<Query extends object, Name extends keyof Query>(
  query: Query,
  names: readonly Name[],
): { [Key in Name]?: NonNullable<Query[Key]> } {
  const picked: { [Key in Name]?: NonNullable<Query[Key]> } = {};
  for (const name of names) {
    const value = query[name];
    if (value !== undefined && value !== null) picked[name] = value;
  }
  return picked;
}
