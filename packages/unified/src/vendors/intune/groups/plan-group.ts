import { type GroupCreate, type GroupUpdate, isUuid } from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import type { IntunePlan } from "../generated/api/client.ts";

/** Plans that create a security group without members, and that rename and delete groups of the directory. */
export const groupPlanners = {
  create: ({ name, description }: GroupCreate): IntunePlan => ({
    operation: "createGroup",
    body: {
      displayName: name,
      // An empty text is refused.
      ...(description && { description }),
      mailEnabled: false,
      mailNickname: nicknameOf(name),
      securityEnabled: true,
      groupTypes: [],
    },
  }),
  update: (id: string, { name, description }: GroupUpdate): IntunePlan => ({
    operation: "updateGroup",
    path: pathOf("updateGroup", id),
    body: {
      ...(name !== undefined && { displayName: name }),
      ...(description !== undefined && { description: description || null }),
    },
  }),
  delete: (id: string): IntunePlan => ({ operation: "deleteGroup", path: pathOf("deleteGroup", id) }),
};

/** Required also for a group without mail: at most 64 characters, letters and digits to be safe. It need not be unique then. */
function nicknameOf(name: string): string {
  return (
    name
      .normalize("NFKD")
      .replace(/[^A-Za-z0-9]/g, "")
      .slice(0, 64) || "group"
  );
}

function pathOf(operation: string, groupId: string): { groupId: string } {
  if (isUuid(groupId)) return { groupId };
  throw notFound(operation, "group not found: ids of groups are GUIDs.");
}
