import type { JamfProSchemas, User } from "@mdmkit/jamf-pro";
import { text } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { JamfProApi } from "../generated/api/client.ts";

/** The owner in a device record. Blanks mean no owner. Computers and mobile devices use other property names. */
export type Person = Record<"username" | "realname" | "email" | "phone" | "position", string>;

const NO_PERSON: Person = { username: "", realname: "", email: "", phone: "", position: "" };

/** What Jamf's own assignment copies from a user into a device; null takes everybody off it. */
export async function readPerson(client: JamfProApi, userId: string | null): Promise<Person> {
  if (userId === null) return NO_PERSON;
  const user: User = await client.getUser({ path: { id: userId } });
  const username = text(user?.username);
  if (!username)
    throw invalidInput("devices.update", "Devices name their owner by user name, and the user has none.");
  return {
    username,
    realname: text(user?.realname) ?? "",
    email: text(user?.email) ?? "",
    phone: text(user?.phone) ?? "",
    position: text(user?.position) ?? "",
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
