import type { Row } from "../../../engine/records/values.ts";
import type { Person } from "../../../fleet/person.ts";

/** What a new user has that was not sent. */
export const blankUser: Row = {
  username: "",
  realname: "",
  email: "",
  phone: "",
  position: "",
  enableCustomPhotoUrl: false,
  customPhotoUrl: "",
  managedAppleId: "",
};

/** A row of `/api/v1/users`. Jamf has no state of a person; text that was not entered is empty. */
export function renderUser({ person, id }: { person: Person; id: string }): Row {
  const photo = person.index % 9 === 4;
  return {
    id,
    username: person.username,
    realname: person.index % 7 === 5 ? "" : `${person.givenName} ${person.familyName}`,
    email: person.index % 11 === 7 ? "" : person.email,
    phone: person.index % 3 === 0 ? "555-0100" : "",
    position: person.jobTitle,
    enableCustomPhotoUrl: photo,
    customPhotoUrl: photo ? `https://photos.example.com/${person.username}.png` : "",
    managedAppleId: person.index % 4 === 0 ? `${person.username}@appleid.example.com` : null,
  };
}
