import { type Row, textOf } from "../../../engine/records/values.ts";
import type { Call } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { deviceFilter, queryKey } from "../query/device-filters.ts";
import { page, success } from "../query/page.ts";
import { select } from "../query/select.ts";
import { recordView } from "../render/views.ts";
import type { InstalledApp } from "../state/apps.ts";
import type { Kind } from "../state/inventory.ts";
import type { AppliveryState } from "../state/state.ts";
import { bodyOf, type Handler, list, pathOf } from "./handler.ts";
import { allOf } from "./rows.ts";

/** Where each platform's paths have the id of the record. */
const PARAMETERS: Record<Kind, string> = {
  apple: "admDeviceId",
  android: "emmDeviceId",
  windows: "winDeviceId",
  aosp: "aosDeviceId",
};

/** The device a path names, in the stored form. */
export function deviceIn(kind: Kind, call: Call, state: AppliveryState): Row | undefined {
  return state.recordOf(kind, pathOf(call, PARAMETERS[kind]));
}

/** The list of one platform. */
export function listOf(kind: Kind): Handler {
  return (call, state) => {
    const keep = deviceFilter({ ...call.query, type: kind });
    const rows = select(state.devices, { key: queryKey(call), keep, sort: textOf(call.query, "sort") });
    return page(call, rows, (device) => recordView(device, state));
  };
}

export function getOf(kind: Kind): Handler {
  return (call, state) => {
    const device = deviceIn(kind, call, state);
    return device === undefined ? failure(3001) : success(recordView(device, state));
  };
}

/** Changes what is sent and leaves the rest; lists are replaced. The policy has another name on Windows. */
export function updateOf(kind: Kind): Handler {
  return (call, state) => {
    const device = deviceIn(kind, call, state);
    if (device === undefined) return failure(3001);
    const { policyId, winPolicyId, mdmUserId, displayName, tags, segmentId, state: active } = bodyOf(call);
    const policy = kind === "windows" ? winPolicyId : policyId;
    if (policy !== undefined && state.policies[kind].get(String(policy)) === undefined) return failure(3001);
    if (typeof mdmUserId === "string" && state.users.get(mdmUserId) === undefined) return failure(3001);
    const sent = { displayName, tags, segmentId, mdmUserId, policyId: policy, state: active };
    const patch = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
    const updatedAt = new Date(call.now).toISOString();
    const changed = state.devices.update(String(device.id), { ...patch, updatedAt });
    return success(recordView(changed ?? device, state));
  };
}

/** Ends management. What happens on the device is in the commands. */
export function removeOf(kind: Kind): Handler {
  return (call, state) => {
    const device = deviceIn(kind, call, state);
    if (device === undefined) return failure(3001);
    const name = device.managementMode === "DEVICE_OWNER" ? "WIPE" : "DISENROLL";
    state.command({ kind, recordId: state.recordId(String(device.id)), name });
    state.devices.remove(String(device.id));
    return success(kind === "aosp" ? { status: true } : {});
  };
}

export function moveOf(kind: Kind): Handler {
  return (call, state) => {
    const device = deviceIn(kind, call, state);
    if (device === undefined) return failure(3001);
    state.devices.update(String(device.id), { segmentId: bodyOf(call).segmentId });
    return success({});
  };
}

/** Queues something for a device; what comes back is made of the command. */
export function queue(kind: Kind, nameOf: (body: Row) => string, response: (id: string) => unknown): Handler {
  return (call, state) => {
    const device = deviceIn(kind, call, state);
    if (device === undefined) return failure(3001);
    const { id } = state.command({
      kind,
      recordId: state.recordId(String(device.id)),
      name: nameOf(bodyOf(call)),
    });
    return success(response(id));
  };
}

/** Anything about a device that needs no more than the device. */
export function aboutDevice(kind: Kind, response: (device: Row, state: AppliveryState) => unknown): Handler {
  return (call, state) => {
    const device = deviceIn(kind, call, state);
    return device === undefined ? failure(3001) : success(response(device, state));
  };
}

/** The apps on a device, as `view` shows one. */
export function applicationsOf(kind: Kind, view: (app: InstalledApp) => Row): Handler {
  return (call, state) => {
    const device = deviceIn(kind, call, state);
    return device === undefined ? failure(3001) : list(state.appsOn(String(device.id)).map(view), state);
  };
}

export function policiesOf(kind: Kind): Handler {
  return (call, state) => {
    const wanted = call.query.name;
    const policies = allOf(state.policies[kind]).filter(
      ({ name }) => wanted === undefined || name === wanted,
    );
    return list(policies, state);
  };
}
