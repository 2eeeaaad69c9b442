import type { MdmUser } from "@mdmkit/applivery";
import type { UserContract } from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import { readPage } from "../api/paging.ts";
import { recordIn } from "../api/responses.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";
import { mapAppliveryUser } from "./map-user.ts";
import { createUserPlanners } from "./plan-users.ts";

/** The people devices are assigned to. */
export function createUsers(workspace: AppliveryWorkspace) {
  const { client, organizationId } = workspace;
  return {
    list: (request) =>
      readPage("listMdmUsers", request, (query, call) =>
        client.listMdmUsers({ path: { organizationId }, query }, call),
      ),

    async get(mdmUserId, { primary }) {
      if (!USER_ID.test(mdmUserId))
        throw notFound("getMdmUser", "user not found: user ids have 24 hexadecimal digits.");
      const response = await client.getMdmUser({ path: { organizationId, mdmUserId } }, primary);
      return recordIn(response, "getMdmUser");
    },

    map: mapAppliveryUser,
    ...createUserPlanners(workspace),
    /** Rejected as a conflict while the user has devices or pending enrollments; `appliveryFailure` returns which. */
    delete: (mdmUserId: string): AppliveryPlan => ({
      operation: "removeMdmUser",
      path: { organizationId, mdmUserId },
    }),
  } satisfies Partial<UserContract<MdmUser>>;
}

/** The only form of a user's id; Applivery returns 400 for another one, which means that the user does not exist. */
const USER_ID = /^[a-fA-F0-9]{24}$/;
