import type { DirectoryUser } from "@mdmkit/intune";
import { isUuid, type UserContract } from "@mdmkit/unified/vendor";
import { notFound, recordIn } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { IntuneApi, IntunePlan } from "../generated/api/client.ts";
import { unsetInIntuneUser } from "../generated/api/unset.ts";
import { mapIntuneUser } from "./map-user.ts";
import { planUserCreate, planUserUpdate } from "./plan-users.ts";

/** What is not selected is not sent, `accountEnabled` above all. */
const $select = [
  "id",
  "displayName",
  "givenName",
  "surname",
  "userPrincipalName",
  "mail",
  "otherMails",
  "accountEnabled",
  "createdDateTime",
  "userType",
  "department",
  "jobTitle",
  "companyName",
  "officeLocation",
  "mobilePhone",
  "preferredLanguage",
].join(",");

/** Users of the directory, guests included. */
export function createUsers(client: IntuneApi) {
  return {
    list: (request) =>
      readPage(client, { operation: "listUsers", query: { $select } }, request, (query, call) =>
        client.listUsers({ query }, call),
      ),

    async get(userId, { primary }) {
      // The service takes a user principal name, too, whose record has another id.
      if (!isUuid(userId)) throw notFound("getUser", "user not found: user ids are GUIDs.");
      return recordIn(await client.getUser({ path: { userId }, query: { $select } }, primary), "getUser");
    },

    unset: unsetInIntuneUser,
    map: mapIntuneUser,
    create: planUserCreate,
    update: planUserUpdate,
    delete: (userId: string): IntunePlan => ({ operation: "deleteUser", path: { userId } }),
  } satisfies Partial<UserContract<DirectoryUser>>;
}
