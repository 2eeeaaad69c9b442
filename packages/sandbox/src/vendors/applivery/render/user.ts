import { present, type Row } from "../../../engine/records/values.ts";
import type { Person } from "../../../fleet/person.ts";

/** A user; some have no name. The counters of devices come when it is read. */
export function renderUser({ person, id }: { person: Person; id: string }): Row {
  const createdAt = new Date(person.joinedAt).toISOString();
  return present({
    id,
    email: person.email,
    name: person.index % 6 === 5 ? undefined : `${person.givenName} ${person.familyName}`,
    tags: [person.department],
    language: "en",
    managedAppleId: person.index % 3 === 0 ? `${person.username}@apple.example.com` : undefined,
    metadata: person.employeeNumber === null ? {} : { employeeNumber: person.employeeNumber },
    inferredSegmentIds: [0],
    createdAt,
    updatedAt: createdAt,
  });
}
