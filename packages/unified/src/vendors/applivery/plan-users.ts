import type { AppliverySchemas, MdmUserUpdate } from "@mdmkit/applivery";
import { InvalidInputError } from "@mdmkit/runtime";
import { list, text } from "../../mapping/values.ts";
import type { EmailRef, UserCreate, UserUpdate } from "../../model.ts";
import { isRecord } from "../../record.ts";
import { recordIn } from "./answers.ts";
import type { AppliveryApi, AppliveryPlan } from "./client.ts";
import { MANAGED_APPLE_ID } from "./map-user.ts";

/** What can be changed on a user: an e-mail address never. `remote_data` carries `managedAppleId`, tags and the like. */
export type AppliveryUserUpdate = Pick<UserUpdate, "name" | "remote_data">;

export function createUserPlanners({ client, organizationId }: AppliveryApi) {
  return {
    create: ({ name, emails }: UserCreate): AppliveryPlan => ({
      steps: [
        { operation: "createMdmUser", path: { organizationId }, body: { name, ...addressesOf(emails) } },
      ],
      recordId: createdId,
    }),

    /** Whether the vendor keeps what is left out is not known, so all that can be written is written back. */
    async update(mdmUserId: string, { name }: AppliveryUserUpdate): Promise<AppliveryPlan> {
      const path = { organizationId, mdmUserId };
      const { managedAppleId, tags, language, metadata } = recordIn(
        await client.getMdmUser({ path }),
        "getMdmUser",
      );
      const body: MdmUserUpdate = present({ name, managedAppleId, tags, language, metadata });
      return { steps: [{ operation: "updateMdmUser", path, body }] };
    },
  };
}

/** The envelope is around the record that was made. */
function createdId(answer: unknown): string | undefined {
  const data: unknown = isRecord(answer) && "data" in answer ? answer.data : undefined;
  return isRecord(data) && "id" in data && typeof data.id === "string" ? data.id : undefined;
}

/** One address, the primary one or the first, and the one at Apple where it is marked as that. */
function addressesOf(emails: readonly EmailRef[] | null | undefined): AppliverySchemas["MdmUserCreate"] {
  const given = list(emails).filter(({ email }) => text(email));
  const atApple = given.find(({ type }) => type === MANAGED_APPLE_ID);
  const others = given.filter((entry) => entry !== atApple);
  const email = text((others.find(({ is_primary }) => is_primary) ?? others[0])?.email);
  if (!email) {
    throw new InvalidInputError("Applivery needs an e-mail address: give one in `emails`.", {
      vendor: "applivery",
      operation: "users.create",
    });
  }
  const managedAppleId = text(atApple?.email);
  return managedAppleId ? { email, managedAppleId } : { email };
}

/** Without what is absent or null, which the vendor does not take. */
function present(body: { [Name in keyof MdmUserUpdate]: MdmUserUpdate[Name] | null }): MdmUserUpdate {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined && value !== null),
  );
}
