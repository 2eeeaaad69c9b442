import type { Row } from "../../../engine/records/values.ts";
import type { Person } from "../../../fleet/person.ts";

export type UserFacts = { person: Person; id: string; managerId: string; organizationId: string };

/** Every key of a new user. Text that was not entered is empty, not null; `employeeIdentifier` is null. */
export const blankUser: Row = {
  account_locked: false,
  account_locked_date: null,
  activated: false,
  addresses: [],
  allow_public_key: true,
  alternateEmail: "",
  attributes: [],
  company: "",
  costCenter: "",
  department: "",
  description: "",
  disableDeviceMaxLoginAttempts: false,
  displayname: "",
  email: "",
  employeeIdentifier: null,
  employeeType: "",
  enable_managed_uid: false,
  enable_user_portal_multifactor: false,
  external_dn: "",
  external_source_type: "",
  externally_managed: false,
  firstname: "",
  jobTitle: "",
  lastname: "",
  ldap_binding_user: false,
  location: "",
  manager: "",
  mfa: { exclusion: false, configured: false },
  middlename: "",
  password_expired: false,
  password_never_expires: false,
  passwordless_sudo: false,
  phoneNumbers: [],
  relationships: [],
  restrictedFields: [],
  samba_service_user: false,
  ssh_keys: [],
  state: "ACTIVATED",
  sudo: false,
  suspended: false,
  systemUsername: "",
  totp_enabled: false,
};

const states = { active: "ACTIVATED", invited: "STAGED", suspended: "SUSPENDED" } as const;

const directoryFields = ["firstname", "lastname", "email", "department", "jobTitle"] as const;

/** A row of `/api/systemusers`. */
export function renderUser({ person, id, managerId, organizationId }: UserFacts): Row {
  const external = person.externallyManaged;
  // Every other directory lists its fields; the rest own all of them.
  const listed = external && person.index % 2 === 0;
  return {
    ...blankUser,
    account_locked: person.locked,
    account_locked_date: person.locked ? new Date(person.joinedAt + 60_000).toISOString() : null,
    // False until a password is set, also for people who are ACTIVATED.
    activated: person.status === "active" && person.index % 5 !== 0,
    admin: person.admin ? { id, roleName: "Help Desk", roleNames: ["Help Desk"] } : null,
    company: "Example Works",
    created: new Date(person.joinedAt).toISOString(),
    department: person.department,
    displayname: person.index % 6 === 5 ? "" : `${person.givenName} ${person.familyName}`,
    email: person.email,
    employeeIdentifier: person.employeeNumber,
    external_source_type: external ? "active_directory" : "",
    externally_managed: external,
    firstname: person.givenName,
    jobTitle: person.jobTitle,
    lastname: person.familyName,
    location: person.city,
    manager: managerId,
    organization: organizationId,
    password_date: null,
    password_expiration_date: null,
    restrictedFields: listed ? directoryFields.map((field) => ({ field, type: "active_directory", id })) : [],
    state: states[person.status],
    suspended: person.status === "suspended",
    unix_guid: 5000 + person.index,
    unix_uid: 5000 + person.index,
    username: person.username,
    _id: id,
    id,
  };
}
