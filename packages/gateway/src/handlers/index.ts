import { GatewayError } from "../errors/gateway-error.ts";
import type { Call, Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import { listRecords } from "../records/list-records.ts";
import { createRecord, deleteRecord, getRecord, updateRecord } from "../records/one-record.ts";
import { apps, devices, organizations, users } from "../records/resource.ts";
import { createAdministration } from "./administration.ts";
import { performBatch } from "./batch.ts";
import { performDeviceAction } from "./device-actions.ts";
import { getMeta } from "./meta.ts";
import { createServiceHandlers } from "./service.ts";
import type { Services } from "./services.ts";

/** A handler for every operation of the unified document. */
export function createHandlers(services: Services): Handlers {
  return {
    listDevices: (call) =>
      listRecords(services, call, { resource: devices, filters: deviceFilters(call.query) }),
    getDevice: (call) => getRecord(services, call, { resource: devices, kind: kindOf(call.query) }),
    createDevice: (call) => createRecord(services, call, { resource: devices }),
    updateDevice: (call) => updateRecord(services, call, { resource: devices, kind: kindOf(call.query) }),
    deleteDevice: (call) => deleteRecord(services, call, { resource: devices, kind: kindOf(call.query) }),
    performDeviceAction: (call) => performDeviceAction(services, call),
    async getDeviceCommand(call) {
      const { path, query, signal } = call;
      return json(
        await services.useAccount(call, "devices.command", (mdm) =>
          mdm.devices.command(path.id, path.command_id, { ...kindOf(query), signal }),
        ),
      );
    },

    listUsers: (call) =>
      listRecords(services, call, { resource: users, filters: given({ email: call.query.email }) }),
    getUser: (call) => getRecord(services, call, { resource: users }),
    createUser: (call) => createRecord(services, call, { resource: users }),
    updateUser: (call) => updateRecord(services, call, { resource: users }),
    deleteUser: (call) => deleteRecord(services, call, { resource: users }),

    listApps: (call) => listRecords(services, call, { resource: apps, filters: appFilters(call.query) }),
    getApp: (call) => getRecord(services, call, { resource: apps }),
    createApp: (call) => {
      assertForMobile(call.query.device_type);
      return createRecord(services, call, { resource: apps });
    },
    updateApp: (call) => updateRecord(services, call, { resource: apps }),
    deleteApp: (call) => deleteRecord(services, call, { resource: apps }),

    listOrganizations: (call) => listRecords(services, call, { resource: organizations, filters: {} }),
    getOrganization: (call) => getRecord(services, call, { resource: organizations }),
    createOrganization: (call) => createRecord(services, call, { resource: organizations }),
    updateOrganization: (call) => updateRecord(services, call, { resource: organizations }),

    async getCapabilities({ facts, query }) {
      const unsent = { facts, query, sendsNothing: true };
      return json(await services.useAccount(unsent, undefined, (mdm) => mdm.capabilities()));
    },
    getMeta: (call) => getMeta(services, call),
    performBatch,
    ...createAdministration(services),
    ...createServiceHandlers(services),
  };
}

/** No vendor so far takes apps for computers, and none is told the kind. */
function assertForMobile(kind: Call<"createApp">["query"]["device_type"]): void {
  if (kind === "desktop") throw new GatewayError(422, "Apps can be created for phones and tablets only.");
}

function deviceFilters({
  name,
  type,
  model,
  os_version,
  platform,
  serial_number,
  tags,
  owner,
  policy,
  organization,
  updated_since,
}: Call<"listDevices">["query"]) {
  return given({
    name,
    type,
    model,
    os_version,
    platform,
    serial_number,
    tags,
    owner,
    policy,
    organization,
    updated_since,
  });
}

function appFilters({
  device,
  device_type,
  name,
  app_id,
  platform,
  updated_since,
}: Call<"listApps">["query"]) {
  return given({ device, device_type, name, app_id, platform, updated_since });
}

function kindOf<Kind>({ type }: { type?: Kind }): { type?: Kind } {
  return type === undefined ? {} : { type };
}

/** Without what was not given. */
function given<Filters extends object>(
  filters: Filters,
): { [Name in keyof Filters]?: NonNullable<Filters[Name]> } {
  const entries = Object.entries(filters).filter(([, value]) => value !== undefined);
  // The boundary: the same properties, less those that are undefined.
  return Object.fromEntries(entries) as { [Name in keyof Filters]?: NonNullable<Filters[Name]> };
}
