import type { SimpleMDMOperationTypes } from "@mdmkit/simplemdm";
import * as document from "@mdmkit/simplemdm/schemas";
import { successOf } from "../../engine/document/response-shape.ts";
import { cutPage, listResponse } from "../../engine/operations/paging.ts";
import type { Rows } from "../../engine/records/rows.ts";
import { select } from "../../engine/records/select.ts";
import {
  asInteger,
  asRows,
  asText,
  isRow,
  type Row,
  valueAt,
  withValueAt,
} from "../../engine/records/values.ts";
import {
  bodyOf,
  type Call,
  json,
  type ResourceCall,
  type VendorResponse,
} from "../../engine/request/call.ts";
import { failure } from "./errors.ts";
import { attributeValue, awaiting } from "./render-device.ts";
import { customAttribute, type SimpleMDMState } from "./state.ts";

export type SimpleMDMOperationId = Extract<keyof SimpleMDMOperationTypes, string>;
export type Handler = (call: ResourceCall, state: SimpleMDMState) => VendorResponse;
/** Handlers by operationId; one that is not in the document does not compile. */
type Handlers = { readonly [Id in SimpleMDMOperationId]?: Handler };

const attributesOf = ({ attributes }: Row): Row => (isRow(attributes) ? attributes : {});
const DONE: VendorResponse = { status: 204 };
const ACCEPTED: VendorResponse = { status: 202 };

/** A page of rows by id, in either direction. */
export function pageOf(call: Call, rows: Rows, view: (row: Row) => Row = (row) => row): VendorResponse {
  const page = cutPage(call, call.query.direction === "desc" ? descending(call, rows) : rows, { max: 100 });
  return listResponse(call, { ...page, rows: page.rows.map(view) });
}

/** The rows before the last id, the last one first; what is left is one page behind no id. */
function descending({ query }: Call, rows: Rows): Rows {
  const before = asInteger(query.starting_after) ?? Number.POSITIVE_INFINITY;
  const all = rows.slice(0, rows.length).reverse();
  const rest = all.filter(({ id }) => Number(id) < before);
  return { length: rest.length, slice: (start, end) => rest.slice(start % rest.length || 0, end) };
}

/** Changes the attributes of a record. */
const change: Handler = (call) => {
  const { collection, id, record } = call;
  const changed = collection.update(id, { attributes: { ...attributesOf(record), ...bodyOf(call) } });
  const { status, schema } = successOf(call.operation);
  return schema === undefined ? { status } : json({ data: changed }, { status });
};

const isMac = ({ record }: ResourceCall): boolean => /Mac/.test(String(attributesOf(record).product_name));

/** Secret custom attributes come only if they are asked for; any value of the parameter does that. */
const shown =
  ({ search }: Call) =>
  (device: Row): Row => {
    if (search.has("include_secret_custom_attributes")) return device;
    const path = "relationships.custom_attribute_values.data";
    const values = asRows(valueAt(device, path)).filter(
      (value) => valueAt(value, "attributes.secret") !== true,
    );
    return withValueAt(device, path, values);
  };

const SEARCHED = [
  "name",
  "device_name",
  "unique_identifier",
  "serial_number",
  "imei",
  "wifi_mac",
  "phone_number",
];

/** Parts of several properties match. */
function listed({ query, search }: Call, { devices }: SimpleMDMState): Rows {
  const wanted = asText(query.search)?.toLowerCase();
  const all = search.has("include_awaiting_enrollment");
  const keep = (row: Row): boolean => {
    const attributes = attributesOf(row);
    if (!all && attributes.status === "awaiting enrollment") return false;
    const texts = SEARCHED.map((name) => String(attributes[name] ?? "").toLowerCase());
    return wanted === undefined || texts.some((text) => text.includes(wanted));
  };
  return select(devices, { key: `${all} ${wanted}`, keep: all && wanted === undefined ? undefined : keep });
}

const VALUES = "relationships.custom_attribute_values.data";

function setValue(call: ResourceCall, { devices, customAttributes }: SimpleMDMState): VendorResponse {
  const { deviceId = "", attributeName = "" } = call.path;
  if (!customAttributes.get(attributeName)) return failure(404);
  const device = devices.get(deviceId) ?? {};
  const values = asRows(valueAt(device, VALUES));
  const isSecret = values.some(
    (one) => one.id === attributeName && valueAt(one, "attributes.secret") === true,
  );
  const value = attributeValue(attributeName, String(bodyOf(call).value), isSecret);
  const others = values.filter(({ id }) => id !== attributeName);
  devices.update(deviceId, withValueAt(device, VALUES, [...others, value]));
  return json({ data: value });
}

const GROUPS = "relationships.groups.data";
const references = (rows: Row[], type: string) => rows.map(({ id }) => ({ type, id }));

const isIn = (groupId: unknown) => (device: Row) =>
  asRows(valueAt(device, GROUPS)).some(({ id }) => id === groupId);

/** A group with the ids of all its devices. In older accounts they are those of its device groups. */
const withMembers =
  (state: SimpleMDMState) =>
  (group: Row): Row => ({
    ...group,
    relationships: {
      apps: { data: [] },
      device_groups: {
        data: state.options.older ? references(state.deviceGroups.all().slice(1), "device_group") : [],
      },
      devices: { data: references(state.devices.all().filter(isIn(group.id)), "device") },
    },
  });

/** Members of a dynamic group cannot be chosen. */
const membership =
  (isMember: boolean): Handler =>
  ({ path }, { assignmentGroups, devices }) => {
    const group = assignmentGroups.get(path.assignmentGroupId ?? "") ?? {};
    const device = devices.get(path.deviceId ?? "");
    if (!device) return failure(404);
    const { group_type } = attributesOf(group);
    if (group_type === "dynamic") return failure(422, "Devices cannot be assigned to a dynamic group.");
    const others = asRows(valueAt(device, GROUPS)).filter(({ id }) => id !== group.id);
    const ref = { type: "assignment_group", group_type, id: group.id };
    devices.update(path.deviceId ?? "", withValueAt(device, GROUPS, isMember ? [...others, ref] : others));
    return DONE;
  };

const setAttribute =
  (attributes: Row): Handler =>
  ({ path, record }, { devices }) => {
    devices.update(path.deviceId ?? "", { attributes: { ...attributesOf(record), ...attributes } });
    return ACCEPTED;
  };

/** Everything that is accepted or done, and shows nowhere. */
const SILENT = Object.entries(document.operationSchemas)
  .filter(
    ([, { method, path }]) => method === "POST" || /\}\/(?!devices\/\{\w+\}$)\w+(\/\{\w+\})?$/.test(path),
  )
  .filter(([, operation]) => successOf(operation).schema === undefined)
  .map(([id, operation]): [string, Handler] => [id, () => ({ status: successOf(operation).status })]);

const own = {
  getAccount: (_call, { account }) => json({ data: { type: "account", attributes: account } }),
  updateAccount(call, { account }) {
    Object.assign(account, bodyOf(call));
    return json({ data: { type: "account", attributes: account } });
  },
  listDevices: (call, state) => pageOf(call, listed(call, state), shown(call)),
  getDevice: (call) => json({ data: shown(call)(call.record) }),
  createDevice(call, { devices }) {
    const made = devices.insert({ attributes: awaiting(devices.count(), String(bodyOf(call).name)) });
    return json({ data: made }, { status: 201 });
  },
  updateDevice(call, state) {
    const { device_name } = bodyOf(call);
    if (device_name !== undefined && attributesOf(call.record).is_supervised !== true)
      return failure(422, "The device is not supervised.");
    return change(call, state);
  },
  listDeviceInstalledApps: (call, state) => pageOf(call, [...state.appsOn(call.id)]),
  listDeviceUsers(call) {
    if (!isMac(call)) return failure(422, "The device does not report users.");
    const attributes = { username: "ada", full_name: "Ada Example", uid: 501, secure_token: true };
    return pageOf(call, [{ type: "device_user", id: 130_000_000 + Number(call.id), attributes }]);
  },
  lockDevice(call) {
    const { pin } = bodyOf(call);
    if (isMac(call) === (pin !== undefined)) return ACCEPTED;
    return failure(422, isMac(call) ? "PIN is required." : "PIN is not supported.");
  },
  unenrollDevice: setAttribute({ status: "unenrolled" }),
  updateDeviceOs: (call) =>
    isMac(call) && bodyOf(call).os_update_mode === undefined
      ? failure(422, "os_update_mode is required.")
      : ACCEPTED,
  enableLostMode(call, state) {
    const { message, phone_number } = bodyOf(call);
    if (message === undefined && phone_number === undefined) return failure(422, "A message is required.");
    return setAttribute({ lost_mode_enabled: true })(call, state);
  },
  disableLostMode: setAttribute({ lost_mode_enabled: false }),
  listDeviceAttributeValues: (call) => json({ data: valueAt(shown(call)(call.record), VALUES) ?? [] }),
  setDeviceAttributeValue: setValue,
  listGroupAttributeValues({ path }, { groupValues }) {
    const own = [...groupValues].filter(([key]) => key.startsWith(`${path.assignmentGroupId} `));
    return json({ data: own.map(([, value]) => value) });
  },
  setGroupAttributeValue(call, { customAttributes, groupValues }) {
    const { assignmentGroupId, attributeName = "" } = call.path;
    if (!customAttributes.get(attributeName)) return failure(404);
    const value = attributeValue(attributeName, String(bodyOf(call).value));
    groupValues.set(`${assignmentGroupId} ${attributeName}`, value);
    return json({ data: value });
  },
  createCustomAttribute(call, { customAttributes }) {
    const { name, default_value } = bodyOf(call);
    if (customAttributes.get(String(name))) return failure(422, "Name has already been taken.");
    return json({ data: customAttributes.insert(customAttribute(String(name), default_value)) });
  },
  updateCustomAttribute: change,
  listAssignmentGroups: (call, state) => pageOf(call, state.assignmentGroups.rows("id"), withMembers(state)),
  getAssignmentGroup: (call, state) => json({ data: withMembers(state)(call.record) }),
  createAssignmentGroup(call, state) {
    const attributes = { auto_deploy: true, group_type: "static", ...bodyOf(call) };
    return json({ data: withMembers(state)(state.assignmentGroups.insert({ attributes })) });
  },
  updateAssignmentGroup: change,
  cloneAssignmentGroup({ record }, { assignmentGroups }) {
    assignmentGroups.insert({ attributes: attributesOf(record) });
    return DONE;
  },
  addDeviceToGroup: membership(true),
  removeDeviceFromGroup: membership(false),
  moveDeviceToGroup({ path }, { devices }) {
    const device = devices.get(path.deviceId ?? "");
    if (!device) return failure(404);
    const data = { type: "device_group", id: Number(path.deviceGroupId) };
    devices.update(path.deviceId ?? "", withValueAt(device, "relationships.device_group.data", data));
    return ACCEPTED;
  },
  listAppInstalls(call, { devices, appsOn }) {
    const { bundle_identifier } = attributesOf(call.record);
    const rows = devices.all().flatMap((device) =>
      appsOn(String(device.id))
        .filter((app) => attributesOf(app).identifier === bundle_identifier)
        .map((app) => ({ ...app, relationships: { device: { data: { type: "device", id: device.id } } } })),
    );
    return pageOf(call, rows);
  },
  getInstalledApp({ path }, state) {
    const found = state.installedApp(path.installedAppId ?? "");
    return found ? json({ data: found.app }) : failure(404);
  },
  uninstallApp(call, state) {
    const { app } = state.installedApp(call.path.installedAppId ?? "") ?? {};
    if (!app) return failure(404);
    return attributesOf(app).managed === true ? ACCEPTED : failure(422, "The app is not managed.");
  },
} satisfies Handlers;

export const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...Object.fromEntries(SILENT),
  ...own,
};
