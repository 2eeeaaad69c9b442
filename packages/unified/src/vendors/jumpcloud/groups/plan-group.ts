import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import {
  type GroupCreate,
  type GroupUpdate,
  idAt,
  idOfUserGroup,
  isRecord,
  userGroupId,
} from "@mdmkit/unified/vendor";
import { wholeRecord } from "../api/responses.ts";
import type { JumpCloudApi, JumpCloudPlan } from "../generated/api/client.ts";
import type { JumpCloudGroupRecord } from "./map-group.ts";

/** Plans that create a group, rename it and delete it. A change replaces the whole group, so that it is read before: its rule would be lost. */
export function createGroupPlanners(client: JumpCloudApi) {
  return {
    create({ name, description, member_type: type }: GroupCreate): JumpCloudPlan {
      const body = { name, ...(description != null && { description }) };
      if (type !== "user") return { operation: "groups_system_post", body };
      return {
        operation: "groups_user_post",
        body,
        recordId: (response) => userGroupId(idAt(response, "id")) || undefined,
      };
    },
    async update(id: string, changes: GroupUpdate): Promise<JumpCloudPlan> {
      const userGroup = idOfUserGroup(id);
      if (userGroup === undefined) {
        const group = wholeRecord(await client.groups_system_get({ path: { id } }), "groups_system_get");
        const { memberQuery } = group;
        const body = {
          ...kept(group),
          ...(memberQuery !== undefined && { memberQuery }),
          ...changed(changes),
        };
        return { operation: "groups_system_put", path: { id }, body };
      }
      const path = { id: userGroup };
      const group = wholeRecord(await client.groups_user_get({ path }), "groups_user_get");
      const { memberQuery, membershipAutomated } = group;
      const body = {
        ...kept(group),
        ...(memberQuery !== undefined && { memberQuery }),
        ...(membershipAutomated !== undefined && { membershipAutomated }),
        ...changed(changes),
      };
      return { operation: "groups_user_put", path, body };
    },
    delete(id: string): JumpCloudPlan {
      const userGroup = idOfUserGroup(id);
      return userGroup === undefined
        ? { operation: "groups_system_delete", path: { id } }
        : { operation: "groups_user_delete", path: { id: userGroup } };
    },
  };
}

const changed = ({ name, description }: GroupUpdate) => ({
  ...(name !== undefined && { name }),
  ...(description !== undefined && { description: description ?? "" }),
});

/** What of a group of either kind can be written, beside its rule. */
function kept(group: JumpCloudGroupRecord): Omit<JumpCloudSchemas["SystemGroupPut"], "memberQuery"> {
  const { name = "", description, email, attributes, membershipMethod } = group;
  const { memberQueryExemptions, memberSuggestionsNotify } = group;
  return {
    name,
    ...(description !== undefined && { description }),
    ...(email !== undefined && { email }),
    ...(isRecord(attributes) && { attributes }),
    ...(membershipMethod !== undefined && { membershipMethod }),
    ...(memberQueryExemptions !== undefined && { memberQueryExemptions }),
    ...(memberSuggestionsNotify !== undefined && { memberSuggestionsNotify }),
  };
}
