import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import { type GroupCreate, type GroupUpdate, isRecord } from "@mdmkit/unified/vendor";
import { wholeRecord } from "../api/responses.ts";
import type { JumpCloudApi, JumpCloudPlan } from "../generated/api/client.ts";

/** Plans that create a group, rename it and delete it. A change replaces the whole group, so that it is read before: its rule would be lost. */
export function createGroupPlanners(client: JumpCloudApi) {
  return {
    create: ({ name, description }: GroupCreate): JumpCloudPlan => ({
      operation: "groups_system_post",
      body: { name, ...(description != null && { description }) },
    }),
    async update(id: string, { name, description }: GroupUpdate): Promise<JumpCloudPlan> {
      const path = { id };
      const group = wholeRecord(await client.groups_system_get({ path }), "groups_system_get");
      const body: JumpCloudSchemas["SystemGroupPut"] = {
        ...kept(group),
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description: description ?? "" }),
      };
      return { operation: "groups_system_put", path, body };
    },
    delete: (id: string): JumpCloudPlan => ({ operation: "groups_system_delete", path: { id } }),
  };
}

/** What of a group can be written. */
function kept(group: JumpCloudSchemas["SystemGroup"]): JumpCloudSchemas["SystemGroupPut"] {
  const { name = "", description, email, attributes, membershipMethod } = group;
  const { memberQuery, memberQueryExemptions, memberSuggestionsNotify } = group;
  return {
    name,
    ...(description !== undefined && { description }),
    ...(email !== undefined && { email }),
    ...(isRecord(attributes) && { attributes }),
    ...(membershipMethod !== undefined && { membershipMethod }),
    ...(memberQuery !== undefined && { memberQuery }),
    ...(memberQueryExemptions !== undefined && { memberQueryExemptions }),
    ...(memberSuggestionsNotify !== undefined && { memberSuggestionsNotify }),
  };
}
