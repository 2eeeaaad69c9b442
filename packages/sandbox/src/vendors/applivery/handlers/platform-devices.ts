import type { Collection } from "../../../engine/records/collection.ts";
import { type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf, type ResourceCall, type VendorResponse } from "../../../engine/request/call.ts";
import type { InstalledApp } from "../apps.ts";
import { failure } from "../errors.ts";
import { type AppliveryPlatform, PLATFORMS } from "../inventory.ts";
import { deviceFilter, queryKey } from "../query/device-filters.ts";
import { page, success } from "../query/page.ts";
import { select } from "../query/select.ts";
import type { AppliveryState } from "../state/state.ts";
import { type Handler, list } from "./handler.ts";
import { recordView } from "./views.ts";

/** The list of one platform, in the vendor's query language. */
export function listPlatform(
  call: ResourceCall,
  collection: Collection,
  state: AppliveryState,
): VendorResponse {
  const kind = PLATFORMS.find((candidate) => state.records[candidate] === collection);
  const keep = deviceFilter({ ...call.query, type: kind });
  const rows = select(state.devices, { key: queryKey(call), keep, sort: textOf(call.query, "sort") });
  return page(call, rows, (device) => recordView(device, state));
}

/** Changes what is sent and leaves the rest; lists are replaced. The policy has another name on Windows. */
export function updateOf(kind: AppliveryPlatform): Handler {
  return (call, state) => {
    const { policyId, winPolicyId, mdmUserId, displayName, tags, segmentId, state: active } = bodyOf(call);
    const policy = kind === "windows" ? winPolicyId : policyId;
    if (policy !== undefined && state.policies[kind].get(String(policy)) === undefined) return failure(3001);
    if (typeof mdmUserId === "string" && state.users.get(mdmUserId) === undefined) return failure(3001);
    const sent = { displayName, tags, segmentId, mdmUserId, policyId: policy, state: active };
    const patch = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
    const updatedAt = new Date(call.now).toISOString();
    const changed = call.collection.update(call.id, { ...patch, updatedAt });
    return success(recordView(changed ?? call.record, state));
  };
}

/** Ends management. What happens on the device is in the commands. */
export function removeOf(kind: AppliveryPlatform): Handler {
  return ({ collection, id, record }, state) => {
    const name = record.managementMode === "DEVICE_OWNER" ? "WIPE" : "DISENROLL";
    state.command({ kind, recordId: state.recordId(String(record.id)), name });
    collection.remove(id);
    return success(kind === "aosp" ? { status: true } : {});
  };
}

export const move: Handler = (call, state) => {
  state.devices.update(String(call.record.id), { segmentId: bodyOf(call).segmentId });
  return success({});
};

/** Queues something for a device; what comes back is made of the command. */
export function queue(
  kind: AppliveryPlatform,
  nameOf: (body: Row) => string,
  response: (id: string) => unknown,
): Handler {
  return (call, state) => {
    const recordId = state.recordId(String(call.record.id));
    const { id } = state.command({ kind, recordId, name: nameOf(bodyOf(call)) });
    return success(response(id));
  };
}

/** The apps on a device, as `view` shows one. */
export function applicationsOf(view: (app: InstalledApp) => Row): Handler {
  return ({ record }, state) => list(state.appsOn(String(record.id)).map(view), state);
}

export function policiesOf(kind: AppliveryPlatform): Handler {
  return (call, state) => {
    const wanted = call.query.name;
    const policies = state.policies[kind].all();
    return list(
      policies.filter(({ name }) => wanted === undefined || name === wanted),
      state,
    );
  };
}
