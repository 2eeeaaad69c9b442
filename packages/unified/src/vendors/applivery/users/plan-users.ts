import type { AppliverySchemas, MdmUser, MdmUserUpdate } from "@mdmkit/applivery";
import {
  type EmailRef,
  given,
  idAt,
  list,
  text,
  type UserCreate,
  type UserUpdate,
} from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import { recordIn } from "../api/responses.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";
import { MANAGED_APPLE_ID, PRIMARY } from "./map-user.ts";

const CREATE = "users.create";

/** What can be changed on a user: an e-mail address never. `remote_data` carries `managedAppleId`, tags and the like. */
export type AppliveryUserUpdate = Pick<UserUpdate, "name" | "remote_data">;

export function createUserPlanners({ client, organizationId }: AppliveryWorkspace) {
  return {
    create: ({ name, emails }: UserCreate): AppliveryPlan => ({
      operation: "createMdmUser",
      path: { organizationId },
      body: { name, ...addressesOf(emails) },
      recordId: (response) => idAt(response, "data", "id"),
    }),

    async update(mdmUserId: string, { name }: AppliveryUserUpdate): Promise<AppliveryPlan> {
      const path = { organizationId, mdmUserId };
      const user = recordIn(await client.getMdmUser({ path }), "getMdmUser");
      return { operation: "updateMdmUser", path, body: bodyOf({ ...user, name: name ?? user.name }) };
    },
  };
}

/** Whether the vendor keeps what is left out is not known, so all that can be written is written back; null it does not take. */
export const bodyOf = ({ name, managedAppleId, tags, language, metadata }: MdmUser): MdmUserUpdate =>
  given({ name, managedAppleId, tags, language, metadata });

/** One address, and one at Apple where it is marked as that; another one would be lost. */
function addressesOf(emails: readonly EmailRef[] | null | undefined): AppliverySchemas["MdmUserCreate"] {
  const wanted = list(emails);
  const atApple = wanted.find(({ type }) => type === MANAGED_APPLE_ID);
  const [main, another] = wanted.filter((entry) => entry !== atApple);
  if (!main) throw invalidInput(CREATE, "Applivery requires an email address. Set `emails`.");
  if (another || atApple?.is_primary || (main.type ?? PRIMARY) !== PRIMARY) {
    const kinds = `an email address of type \`${PRIMARY}\` and one of type \`${MANAGED_APPLE_ID}\``;
    throw invalidInput(CREATE, `Applivery only accepts ${kinds}.`);
  }
  const email = addressIn(main);
  return atApple ? { email, managedAppleId: addressIn(atApple) } : { email };
}

function addressIn({ email }: EmailRef): string {
  const address = text(email);
  if (address) return address;
  throw invalidInput(CREATE, "An address in `emails` is blank.");
}
