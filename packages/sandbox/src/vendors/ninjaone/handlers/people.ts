import type { Collection } from "../../../engine/records/collection.ts";
import { recordsBy } from "../../../engine/records/per-version.ts";
import { present, type Row } from "../../../engine/records/values.ts";
import { bodyOf, json } from "../../../engine/request/call.ts";
import type { NinjaOneState } from "../state/state.ts";
import { DONE, type Handler, type Handlers } from "./handler.ts";

/** Ids of the devices of a person. */
const devicesOf = (uid: unknown, { devices }: NinjaOneState) =>
  (recordsBy(devices, "assignedOwnerUid").get(uid) ?? []).map(({ id }) => Number(id));

const asUser = (user: Row, state: NinjaOneState): Row => ({
  ...user,
  assignedDeviceIds: devicesOf(user.uid, state),
});

/** Single reads and lists of one kind do not say which kind it is. */
function asEndUser({ userType: _type, ...user }: Row, state: NinjaOneState): Row {
  return { ...asUser(user, state), fullPortalAccess: false, accessibleDeviceIds: [] };
}

const asTechnician = asUser;

type View = (user: Row, state: NinjaOneState) => Row;
const listOf =
  (people: (state: NinjaOneState) => Collection, view: View): Handler =>
  (_call, state) =>
    json(
      people(state)
        .all()
        .map((user) => view(user, state)),
    );

/** A change of one property keeps the others. */
const change =
  (people: (state: NinjaOneState) => Collection, view: View): Handler =>
  (call, state) =>
    json(view(people(state).update(call.id, present(bodyOf(call))) ?? {}, state));

/** Deleting a person ends the assignment of their devices. */
const remove =
  (people: (state: NinjaOneState) => Collection): Handler =>
  (call, state) => {
    const gone = people(state).remove(call.id);
    for (const id of devicesOf(gone?.uid, state))
      state.devices.update(String(id), { assignedOwnerUid: undefined });
    return DONE;
  };

const endUsers = (state: NinjaOneState) => state.endUsers;
const technicians = (state: NinjaOneState) => state.technicians;

export const peopleHandlers = {
  getUsers({ query }, state) {
    const wanted = state.users.all().filter(({ userType }) => (query.userType ?? userType) === userType);
    return json(wanted.map((user) => asUser(user, state)));
  },
  getEndUsers: listOf(endUsers, asEndUser),
  createEndUser: (call, state) => json(asEndUser(state.users.insert(bodyOf(call)), state)),
  getEndUser: ({ record }, state) => json(asEndUser(record, state)),
  patchEndUser: change(endUsers, asEndUser),
  deleteEndUser: remove(endUsers),
  getTechnicians: listOf(technicians, asTechnician),
  getTechnician: ({ record }, state) => json(asTechnician(record, state)),
  updateTechnician(call, state) {
    state.technicians.update(call.id, present(bodyOf(call)));
    return { status: 200 };
  },
  deleteTechnician: remove(technicians),
  getOrganizationEndUsers(call, state) {
    const own = state.endUsers.all().filter(({ organizationId }) => String(organizationId) === call.path.id);
    return json(own.map((user) => asEndUser(user, state)));
  },
  createOrganization: (call, { organizations }) => json(organizations.insert(bodyOf(call))),
  updateOrganization(call, { organizations }) {
    organizations.update(call.id, bodyOf(call));
    return DONE;
  },
  getOrganizationLocations: (_call, { locations }) => json(locations.all()),
  getGroupDeviceIds({ record }, { devices }) {
    const chosen = devices.all().filter(({ offline }) => record.name !== "Offline" || offline === true);
    return json(chosen.map(({ id }) => id));
  },
} satisfies Handlers;
