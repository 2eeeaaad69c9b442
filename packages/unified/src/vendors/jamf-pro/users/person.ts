import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { first, text } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { UserReader } from "./read-users.ts";

/** The owner in a device record. Blanks mean no owner. Computers and mobile devices use other property names. */
export type Person = Record<"username" | "realname" | "email" | "phone" | "position", string>;

const NO_PERSON: Person = { username: "", realname: "", email: "", phone: "", position: "" };

/** What Jamf's own assignment copies from a user into a device; null takes everybody off it. */
export async function readPerson(reader: UserReader, userId: string | null): Promise<Person> {
  if (userId === null) return NO_PERSON;
  const user = await reader.one(userId);
  const username = first(text(user.username), text(user.name));
  if (!username)
    throw invalidInput(
      "devices.update",
      "The user has no user name, which Jamf Pro requires of a device's owner.",
    );
  return {
    username,
    realname: first(text(user.realname), text(user.full_name)) ?? "",
    email: text(user.email) ?? "",
    phone: first(text(user.phone), text(user.phone_number)) ?? "",
    position: text(user.position) ?? "",
  };
}

export function locationOf({
  username,
  realname,
  email,
  phone,
  position,
}: Person): JamfProSchemas["LocationV2"] {
  return { username, realName: realname, emailAddress: email, phoneNumber: phone, position };
}
