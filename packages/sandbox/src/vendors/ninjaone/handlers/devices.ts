import { asRows, asText, isRow, type Row } from "../../../engine/records/values.ts";
import { bodyOf, json, type ResourceCall } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { devicePage } from "../query/pages.ts";
import { detailed, expansionIn, summarized } from "../render/device-views.ts";
import { volumesOf } from "../render/reports.ts";
import type { NinjaOneState } from "../state/state.ts";
import { DONE, type Handler, type Handlers } from "./handler.ts";

const light: Handler = (call, state) => {
  const expansion = expansionIn(call.query);
  return devicePage(call, state, (device) => summarized(device, state, expansion));
};

/** Times of a window are milliseconds or ISO 8601 when they are sent, and seconds when they come. */
const secondsOf = (time: unknown): number =>
  (typeof time === "number" ? time : Date.parse(asText(time) ?? "")) / 1000;

const keptOf = ({ record }: ResourceCall): Row => (isRow(record.kept) ? record.kept : {});

/** Changes what is kept beside the record. */
function keep(call: ResourceCall, { devices }: NinjaOneState, changes: Row) {
  devices.update(call.id, { kept: { ...keptOf(call), ...changes } });
  return DONE;
}

export const deviceHandlers = {
  getDevices: light,
  getDevicesDetailed(call, state) {
    const expansion = expansionIn(call.query);
    return devicePage(call, state, (device) => detailed(device, state, expansion));
  },
  getOrganizationDevices(call, state) {
    const own = { ...call, query: { ...call.query, df: `org = ${call.path.id}` } };
    return light(own, state);
  },
  searchDevices(call, state) {
    const { q, limit } = call.query;
    const wanted = String(q ?? "").toLowerCase();
    const found = state.devices
      .all()
      .filter(({ systemName }) => String(systemName).toLowerCase().includes(wanted))
      .slice(0, Number(limit ?? 100))
      .map((device) => ({
        ...summarized(device, state, { names: [], withBackupTimes: false }),
        matchAttr: "systemName",
        matchAttrValue: device.systemName,
      }));
    return json({ query: String(q ?? ""), devices: found });
  },
  getDevice: (call, state) => json(detailed(call.record, state, expansionIn(call.query))),
  updateDevice(call, state) {
    const { warranty, ...changes } = bodyOf(call);
    if (changes.organizationId !== undefined && !state.organizations.get(String(changes.organizationId)))
      return failure(400, "Invalid organization");
    if (changes.policyId !== undefined && !state.policies.get(String(changes.policyId)))
      return failure(400, "Invalid policy");
    state.devices.update(call.id, changes);
    return warranty === undefined ? DONE : keep(call, state, { warranty });
  },
  nodeApprovalOperation(call, { devices }) {
    const ids = Array.isArray(bodyOf(call).devices)
      ? Object.values(Object(bodyOf(call).devices)).map(String)
      : [];
    if (!ids.every((id) => devices.get(id))) return failure(400, "Invalid device");
    for (const id of ids) {
      if (call.path.mode === "APPROVE") devices.update(id, { approvalStatus: "APPROVED" });
      // A rejected device is gone.
      else devices.remove(id);
    }
    return DONE;
  },
  decommissionDevice(call, { devices }) {
    devices.update(call.id, { approvalStatus: "DECOMMISSIONED", offline: true });
    return json(undefined);
  },
  setDeviceOwner(call, { devices, users }) {
    const uid = call.path.ownerUid ?? "";
    if (!users.get(uid)) return failure(404);
    devices.update(call.path.id ?? "", { assignedOwnerUid: uid });
    return DONE;
  },
  removeDeviceOwner(call, { devices }) {
    devices.update(call.path.id ?? "", { assignedOwnerUid: undefined });
    return DONE;
  },
  updateDeviceMaintenance(call, { devices }) {
    const { start = call.now, end, reasonMessage } = bodyOf(call);
    const status = secondsOf(start) * 1000 > call.now ? "PENDING" : "IN_MAINTENANCE";
    const window = { status, start: secondsOf(start), end: secondsOf(end) };
    devices.update(call.path.id ?? "", {
      maintenance: reasonMessage === undefined ? window : { ...window, reasonMessage },
    });
    return DONE;
  },
  cancelDeviceMaintenance(call, { devices }) {
    devices.update(call.path.id ?? "", { maintenance: undefined });
    return DONE;
  },
  getDeviceSoftware: ({ id, path }, state) => json(state.softwareOf(path.id ?? id)),
  getDeviceVolumes: ({ record, query }, state) => json(volumesOf(record, state, query.include === "bl")),
  getNodeCustomFields: (call) => json(keptOf(call).customFields ?? {}),
  updateNodeAttributeValues(call, state) {
    const fields = { ...Object(keptOf(call).customFields), ...bodyOf(call) };
    return keep({ ...call, id: call.path.id ?? "" }, state, { customFields: fields });
  },
  getDeviceLastLoggedOnUser: ({ record }) =>
    json(
      record.lastLoggedInUser === undefined
        ? {}
        : { userName: record.lastLoggedInUser, logonTime: record.lastContact },
    ),
  getDeviceLink: ({ id, now }) =>
    json({ url: `https://console.example/device/${id}`, expires: now / 1000 + 60 }),
  setTagsForAsset(call, { devices, tags }) {
    const id = call.path.assetId ?? "";
    if (!devices.get(id)) return failure(404);
    const wanted = Array.isArray(bodyOf(call).tagIds)
      ? Object.values(Object(bodyOf(call).tagIds)).map(String)
      : [];
    const known = asRows(wanted.map((tag) => tags.get(tag)));
    if (known.length < wanted.length) return failure(400, "Invalid tag");
    devices.update(id, { tags: known.map(({ name }) => name) });
    return DONE;
  },
} satisfies Handlers;
