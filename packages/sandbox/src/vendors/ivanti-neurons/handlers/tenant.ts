import { asInteger, type Row } from "../../../engine/records/values.ts";
import { allGroups } from "../render/groups.ts";
import type { IvantiNeuronsState } from "../state/state.ts";
import { type Handlers, refuse, success } from "./handler.ts";
import { listResponse } from "./lists.ts";

/** The maximum number of rows of lists from the database. */
const databaseRows = 50;
const DAY = 86_400_000;

/** The default space is as old as the tenant and has no dates. */
function spacesOf({ inventory, devices, fleet }: IvantiNeuronsState): Row[] {
  return inventory.spaceIds.map((id, at) => ({
    id,
    createdAt: at === 0 ? null : fleet.now - 400 * DAY,
    createdBy: null,
    modifiedAt: at === 0 ? null : fleet.now - at * DAY,
    modifiedBy: null,
    name: inventory.spaceName(id),
    description: "",
    domainRule: at === 0 ? null : "ACCOUNTGROUP EQ 'Field'",
    defaultPartition: at === 0,
    priority: at + 1,
    guid: null,
    appCount: 0,
    contentCount: 0,
    memberCount: 0,
    countLastUpdatedAt: null,
    treeView: null,
    deviceCount: devices.indexes().filter((index) => inventory.spaceOf(index) === id).length,
    configurationCount: 2,
    policyCount: 2,
    deviceGroupCount: 5,
  }));
}

const depServer = { id: 198, serverUuid: "0f9d3c11-58a1-4b7e-9d1c-6f2a40c7e198" };

const depProfile: Row = {
  id: 501,
  uuid: "3b1f0c9a7d5e4f2c8a6b0d1e2f3a4b5c",
  profileName: "Company iPhones",
  allowPairing: true,
  softwareUpdateEnabled: false,
  anchorCerts: null,
  department: "IT",
  mandatory: true,
  mdmRemovable: false,
  maximumResidentUsers: 0,
  multiUser: false,
  orgMagic: "0f9d3c11-58a1-4b7e-9d1c-6f2a40c7e501",
  skipSetupItems: ["Location", "Restore", "Siri", "Diagnostics"],
  supervised: true,
  supervisingHostCerts: null,
  supportPhoneNumber: "+15550100",
  supportEmailAddress: null,
  url: "https://mdm.example.com/c/i/dep/dep.mobileconfig",
  accountConfiguration: null,
  showCustomTextOnLoginPage: false,
  awaitDeviceConfig: true,
  timeLimit: 0,
  enableCustomEnrollment: false,
  virtualServerId: depServer.id,
  status: "ACTIVE",
  numOfDevices: 4,
  default: true,
};

export const tenantHandlers = {
  listDeviceSpaces: (call, { state }) => listResponse(call, spacesOf(state), { max: databaseRows }),
  listDeviceGroups: (call, { state }) =>
    listResponse(call, allGroups(state.devices.all()), { max: databaseRows }),
  getGroup(call, { state }) {
    const group = allGroups(state.devices.all()).find(({ id }) => id === asInteger(call.path.groupId));
    return group ? success(group) : refuse(404, "Group not found");
  },
  getTenantMetadata: (_call, { state }) => success({ defaultDmPartitionId: state.inventory.spaceIds[0] }),
  listDepServers: (call) => listResponse(call, [depServer], { max: databaseRows }),
  // The result is the array itself.
  listDepProfiles: (call) =>
    asInteger(call.path.depServerId) === depServer.id
      ? success([depProfile])
      : refuse(404, "DEP server not found"),
} satisfies Handlers;
