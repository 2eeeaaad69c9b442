import type { Collection } from "../../../engine/records/collection.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { select } from "../../../engine/records/select.ts";
import { asText, type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf, type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import { directoryFilter, selected } from "../query/filter.ts";
import { pageOf } from "../query/page.ts";
import { time } from "../render/device.ts";
import { directoryDeviceOf, type IntuneState } from "../state.ts";
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

/** The object of a device or user, by an id that none of the other kind has. */
const objectOf = (id: string, { users }: Pick<IntuneState, "users">) => ({
  collection: users.get(id) ? "user" : "directory_device",
  id,
});
const groupOf = (id: string) => ({ collection: "group", id });

const DYNAMIC = "A rule decides who is in this group.";
const isDynamic = (group: Row | undefined): boolean => group?.membershipRule != null;

function listMembers(call: Call & { id: string }, state: IntuneState, objects: Collection): VendorResponse {
  const members = objects
    .all()
    .filter(({ id }) => state.links.list(objectOf(String(id), state), "group").includes(call.id));
  return pageOf(call, members, (row) => selected(row, call.query.$select));
}

/** The groups of an object, and what else it is in. */
function listMemberships(call: Call, state: IntuneState, id: string): VendorResponse {
  const ids = state.links.list(objectOf(id, state), "group");
  const groups = ids.map((group) => ({
    "@odata.type": "#microsoft.graph.group",
    ...state.groups.get(group),
  }));
  const unit = {
    "@odata.type": "#microsoft.graph.administrativeUnit",
    id: state.tenantId,
    displayName: "Oslo",
  };
  return pageOf(call, [...groups, unit], (row) => selected(row, call.query.$select ?? "displayName"));
}

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
  listGroupDevices: (call, state) => listMembers(call, state, state.directoryDevices),
  listGroupUsers: (call, state) => listMembers(call, state, state.users),
  addGroupMember(call, state) {
    const { groups, links, directoryDevices, users } = state;
    const id = referredId(call);
    const object = objectOf(id, state);
    if (!directoryDevices.get(id) && !users.get(id))
      return refused(call, { status: 404, message: "The member does not exist." });
    if (isDynamic(groups.get(call.id)))
      return refused(call, { status: 403, code: "Authorization_RequestDenied", message: DYNAMIC });
    if (links.list(object, "group").includes(call.id))
      return refused(call, {
        status: 400,
        code: "Request_BadRequest",
        message: "The member exists already.",
      });
    links.set(object, groupOf(call.id), true);
    return DONE;
  },
  removeGroupMember(call, state) {
    const { groups, links } = state;
    const { groupId = "", memberId = "" } = call.path;
    if (isDynamic(groups.get(groupId)))
      return refused(call, { status: 403, code: "Authorization_RequestDenied", message: DYNAMIC });
    const object = objectOf(memberId, state);
    if (!groups.get(groupId) || !links.list(object, "group").includes(groupId))
      return refused(call, { status: 404, code: "Request_ResourceNotFound", message: "No such member." });
    links.set(object, groupOf(groupId), false);
    return DONE;
  },
  listUserMemberships: (call, state) => listMemberships(call, state, call.id),
  listDeviceMemberships(call, state) {
    const object = directoryDeviceOf(state, call.path.deviceId ?? "");
    if (!object)
      return refused(call, { status: 404, code: "Request_ResourceNotFound", message: "No such device." });
    return listMemberships(call, state, textOf(object, "id"));
  },
} satisfies Handlers;
