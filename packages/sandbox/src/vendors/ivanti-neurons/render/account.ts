import { schemas } from "@mdmkit/ivanti-neurons/schemas";
import { blankOf } from "../../../engine/document/blank.ts";
import type { Row } from "../../../engine/records/values.ts";
import { createDraw } from "../../../fleet/draw.ts";
import type { Person } from "../../../fleet/person.ts";

/** Every key a new account has. Some values are JSON as text, and null as the text `null`. */
export const blankAccount: Row = {
  ...blankOf(schemas.Account, schemas),
  createdAt: null,
  modifiedAt: null,
  accountSource: "LOCAL",
  accountType: "USER",
  inviteState: "None",
  inviteResendCount: 0,
  locale: "en_US",
  enabled: true,
  locked: false,
  superUser: false,
  termsAccepted: false,
  distinguishedName: "",
  accountSettings: "null",
  mutable: true,
  passwordHistory: "{}",
  androidWorkUserStatus: "NONE",
  groups: ["All Users"],
  deviceCount: 0,
};

const inviteStates = { active: "Completed", invited: "Pending", suspended: "Expired" } as const;

/** A row of `/api/v1/account`. */
export function renderAccount({ person, id }: { person: Person; id: number }): Row {
  const { index, email, joinedAt } = person;
  const draw = createDraw({ seed: id, kind: "ivanti-neurons-account", index });
  const source = person.externallyManaged ? draw.pick("source", ["LDAP", "AAD"]) : "LOCAL";
  const pin =
    person.status === "invited" ? String(draw.integer("pin", { min: 100_000, max: 999_999 })) : null;
  return {
    ...blankAccount,
    id,
    createdAt: joinedAt,
    createdBy: 1,
    modifiedAt: joinedAt + 86_400_000,
    modifiedBy: 1,
    displayName: index % 6 === 5 ? "" : `${person.givenName} ${person.familyName}`,
    firstName: person.givenName,
    lastName: person.familyName,
    uid: email,
    username: email,
    // Some directories have no address; the user id is an address nevertheless.
    emailAddress: index % 9 === 8 ? "" : email,
    accountSource: source,
    inviteState: inviteStates[person.status],
    enabled: person.status !== "suspended",
    locked: person.locked,
    superUser: person.admin,
    termsAccepted: person.status === "active",
    distinguishedName:
      source === "LDAP" ? `CN=${person.givenName} ${person.familyName},DC=example,DC=com` : "",
    objectGuid: source === "LOCAL" ? null : `sandbox-${index}`,
    passwordHistory: `{"1":"sandbox-hash-${draw.hex("history", 12)}"}`,
    registrationPin: pin && {
      createdAt: joinedAt,
      expiresAt: joinedAt + 7 * 86_400_000,
      pin: `sandbox-pin-${pin}`,
      used: false,
      ppkgPinStatus: null,
    },
    groups: ["All Users", person.department],
  };
}
