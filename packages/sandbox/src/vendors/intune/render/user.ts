import type { Row } from "../../../engine/records/values.ts";
import type { Person } from "../../../fleet/person.ts";
import { time } from "./device.ts";

/** A user of the directory; every seventh is a guest, whose principal name is no address, and some have no mailbox. */
export function renderUser({ person, id }: { person: Person; id: string }): Row {
  const isGuest = person.index % 7 === 6;
  const hasMailbox = isGuest || person.index % 5 !== 4;
  return {
    id,
    displayName: `${person.givenName} ${person.familyName}`,
    givenName: person.index % 3 === 2 ? null : person.givenName,
    surname: person.index % 3 === 2 ? null : person.familyName,
    userPrincipalName: isGuest ? `${person.username}_example.org#EXT#@example.onmicrosoft.com` : person.email,
    mail: hasMailbox ? person.email : null,
    otherMails: person.index % 4 === 1 ? [`${person.username}@home.example.com`] : [],
    accountEnabled: person.status !== "suspended",
    createdDateTime: time(person.joinedAt),
    userType: isGuest ? "Guest" : "Member",
    department: person.department,
    jobTitle: person.jobTitle,
    companyName: null,
    officeLocation: person.city,
    mobilePhone: null,
    preferredLanguage: null,
  };
}
