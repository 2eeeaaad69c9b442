import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { present, type Row } from "../../../engine/records/values.ts";
import { viewOf } from "../../../engine/records/view.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { ORGANIZATION_IDS, ORGANIZATIONS, PERSON_IDS, USER_UIDS } from "../inventory.ts";

/** Every tenth person administrates. */
const isTechnician = (index: number): boolean => index % 10 === 3;

/** All people by uid: technicians and end users. */
export function createUsers(fleet: Fleet): Collection {
  return createCollection({
    ...USER_UIDS,
    size: fleet.people,
    blank: { enabled: true, userType: "END_USER", invitationStatus: "PENDING", roles: [] },
    identify: (row, uid) => ({ ...row, uid, id: 9000 + USER_UIDS.index(uid) }),
    render(index) {
      const person = fleet.person(index);
      const technician = isTechnician(index);
      return present({
        id: PERSON_IDS.id(technician ? Math.floor(index / 10) : index),
        uid: USER_UIDS.id(index),
        firstName: person.givenName,
        lastName: person.familyName,
        email: person.email,
        enabled: person.status === "active",
        administrator: technician ? person.admin : undefined,
        mfaConfigured: technician,
        userType: technician ? "TECHNICIAN" : "END_USER",
        invitationStatus: person.status === "invited" ? "PENDING" : "REGISTERED",
        organizationId: technician ? undefined : ORGANIZATION_IDS.id(index % ORGANIZATIONS.length),
        roles: [],
      });
    },
  });
}

/** The people of one kind, by an id that those of the other kind may have too. */
export function peopleOf(users: Collection, userType: "TECHNICIAN" | "END_USER"): Collection {
  const has = (row: Row) => row.userType === userType;
  const found = (id: string) => users.all().find((row) => has(row) && String(row.id) === id);
  return viewOf(users, {
    has,
    id: (uid) => String(users.get(uid)?.id),
    key: (id) => String(found(id)?.uid),
  });
}
