import type { Collection } from "../../../engine/records/collection.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { select } from "../../../engine/records/select.ts";
import { asText, type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf, type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import { directoryFilter, selected } from "../query/filter.ts";
import { pageOf } from "../query/page.ts";
import { time } from "../render/device.ts";
import { directoryDeviceOf } from "../state.ts";
import { DONE, type Handlers, referredId, refused } from "./handler.ts";

/** What a user has where nothing is selected. */
const USUAL =
  "displayName,givenName,surname,userPrincipalName,mail,mobilePhone,jobTitle,officeLocation,preferredLanguage";

const asSelected =
  ({ query }: Call) =>
  (row: Row) =>
    selected(row, query.$select ?? USUAL);

/** `$search` and `$count` need the header that accepts an older state. */
function listDirectory(call: Call, collection: Collection, view: (row: Row) => Row): VendorResponse {
  const { $filter, $search, $count } = call.query;
  const isEventual = call.headers.get("consistencylevel") === "eventual";
  if (($search !== undefined || $count === true) && !isEventual)
    return refused(call, {
      status: 400,
      code: "Request_UnsupportedQuery",
      message: "ConsistencyLevel is missing.",
    });
  const filter = asText($filter);
  const keep = filter === undefined ? undefined : directoryFilter(filter);
  if (filter !== undefined && keep === undefined)
    return refused(call, {
      status: 400,
      code: "Request_UnsupportedQuery",
      message: "The filter is not supported.",
    });
  const rows: Rows = select(collection, { key: `filter ${filter}`, keep });
  return pageOf(call, rows, view);
}

const objectOf = (id: string) => ({ collection: "directory_device", id });
const groupOf = (id: string) => ({ collection: "group", id });

const DYNAMIC = "A rule decides who is in this group.";
const isDynamic = (group: Row | undefined): boolean => group?.membershipRule != null;

export const directoryHandlers = {
  listUsers: (call, { users }) => listDirectory(call, users, asSelected(call)),
  getUser: (call) => json(asSelected(call)(call.record)),
  createUser(call, { users }) {
    const { passwordProfile: _secret, mailNickname: _nickname, ...user } = bodyOf(call);
    const name = textOf(user, "userPrincipalName").toLowerCase();
    if (users.all().some((other) => textOf(other, "userPrincipalName").toLowerCase() === name)) {
      const message = "Another object with the same value for property userPrincipalName already exists.";
      return refused(call, { status: 400, code: "Request_BadRequest", message });
    }
    const made = users.insert({ ...user, createdDateTime: time(call.now) });
    return json(selected(made, USUAL), { status: 201 });
  },
  listGroups: (call, { groups }) => listDirectory(call, groups, (row) => selected(row, call.query.$select)),
  createGroup(call, { groups }) {
    const { mailNickname: _nickname, ...group } = bodyOf(call);
    return json(groups.insert({ ...group, createdDateTime: time(call.now) }), { status: 201 });
  },
  updateGroup(call, { groups }) {
    groups.update(call.id, bodyOf(call));
    return DONE;
  },
  getDirectoryDevice(call, state) {
    const object = directoryDeviceOf(state, call.path.deviceId ?? "");
    return object
      ? json(selected(object, call.query.$select))
      : refused(call, { status: 404, code: "Request_ResourceNotFound", message: "No such device." });
  },
  listGroupDevices(call, state) {
    const all = state.directoryDevices.all();
    const members = all.filter(({ id }) => state.links.list(objectOf(String(id)), "group").includes(call.id));
    return pageOf(call, members, (row) => selected(row, call.query.$select));
  },
  addGroupMember(call, { groups, links, directoryDevices }) {
    const id = referredId(call);
    if (!directoryDevices.get(id))
      return refused(call, { status: 404, message: "The member does not exist." });
    if (isDynamic(groups.get(call.id)))
      return refused(call, { status: 403, code: "Authorization_RequestDenied", message: DYNAMIC });
    if (links.list(objectOf(id), "group").includes(call.id))
      return refused(call, {
        status: 400,
        code: "Request_BadRequest",
        message: "The member exists already.",
      });
    links.set(objectOf(id), groupOf(call.id), true);
    return DONE;
  },
  removeGroupMember(call, { groups, links }) {
    const { path } = call;
    if (isDynamic(groups.get(path.groupId ?? "")))
      return refused(call, { status: 403, code: "Authorization_RequestDenied", message: DYNAMIC });
    links.set(objectOf(path.memberId ?? ""), groupOf(path.groupId ?? ""), false);
    return DONE;
  },
  listDeviceMemberships(call, state) {
    const object = directoryDeviceOf(state, call.path.deviceId ?? "");
    if (!object)
      return refused(call, { status: 404, code: "Request_ResourceNotFound", message: "No such device." });
    const ids = state.links.list(objectOf(textOf(object, "id")), "group");
    const groups = ids.map((id) => ({ "@odata.type": "#microsoft.graph.group", ...state.groups.get(id) }));
    const unit = {
      "@odata.type": "#microsoft.graph.administrativeUnit",
      id: state.tenantId,
      displayName: "Oslo",
    };
    return pageOf(call, [...groups, unit], (row) => selected(row, call.query.$select ?? "displayName"));
  },
} satisfies Handlers;
