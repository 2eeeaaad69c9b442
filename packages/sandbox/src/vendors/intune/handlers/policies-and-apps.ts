import type { Collection } from "../../../engine/records/collection.ts";
import { type Row, textOf } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import type { FoundApp } from "../apps.ts";
import { pageOf } from "../query/page.ts";
import { time } from "../render/device.ts";
import type { IntuneState } from "../state.ts";
import { type Handlers, refused } from "./handler.ts";

const states = (policies: Collection): Row[] =>
  policies.all().map(({ id, displayName, version }) => ({
    id,
    displayName,
    version,
    platformType: "all",
    state: "compliant",
    settingCount: 1,
  }));

/** The id has three parts, of which the last is the device. */
function statuses(call: Call, { devices }: IntuneState, policyId: string): VendorResponse {
  const status = (row: Row): Row => ({
    id: `00000000-0000-4000-8000-00000000000a_${policyId}_${textOf(row, "id")}`,
    deviceDisplayName: row.deviceName,
    deviceModel: row.model,
    userName: row.userDisplayName,
    userPrincipalName: row.userPrincipalName,
    status: "nonCompliant",
    lastReportedDateTime: time(call.now),
    complianceGracePeriodExpirationDateTime: time(null),
  });
  return pageOf(call, devices.rows("id"), status);
}

const foundApp = (
  { id, name, version, publisher, platform, sizeBytes }: FoundApp,
  deviceCount: number,
): Row => ({
  id,
  displayName: name,
  version,
  publisher,
  platform,
  sizeInByte: sizeBytes,
  deviceCount,
});

/** The apps of all devices, each with the ids of those that have it. */
function inventory({ devices, appsOn }: IntuneState): { app: FoundApp; on: string[] }[] {
  const all = new Map<string, { app: FoundApp; on: string[] }>();
  for (const id of devices.ids()) {
    for (const app of appsOn(id)) {
      const known = all.get(app.id) ?? { app, on: [] };
      all.set(app.id, known);
      known.on.push(id);
    }
  }
  return [...all.values()];
}

export const policyAndAppHandlers = {
  listManagedDeviceCompliancePolicyStates: (call, { compliancePolicies }) =>
    pageOf(call, states(compliancePolicies)),
  listManagedDeviceConfigurationStates: (call, { configurations }) => pageOf(call, states(configurations)),
  listDeviceCompliancePolicyDeviceStatuses: (call, state) => statuses(call, state, call.id),
  listDeviceConfigurationDeviceStatuses: (call, state) => statuses(call, state, call.id),
  listManagedDeviceDetectedApps: (call, { appsOn }) =>
    pageOf(
      call,
      appsOn(call.id).map((app) => foundApp(app, 0)),
    ),
  listDetectedApps: (call, state) =>
    pageOf(
      call,
      inventory(state).map(({ app, on }) => foundApp(app, on.length)),
    ),
  /** Name and version are null, and no device is counted. */
  getDetectedApp(call, state) {
    const found = inventory(state).find(({ app }) => app.id === call.path.detectedAppId);
    if (!found) return refused(call, { status: 404, message: "The app does not exist." });
    return json({ ...foundApp(found.app, 0), displayName: null, version: null });
  },
  listDetectedAppManagedDevices(call, state) {
    const found = inventory(state).find(({ app }) => app.id === call.path.detectedAppId);
    if (!found) return refused(call, { status: 404, message: "The app does not exist." });
    const rows = found.on.map((id) => state.devices.get(id) ?? {});
    return pageOf(call, rows, ({ id, deviceName }) => ({ id, deviceName }));
  },
} satisfies Handlers;
