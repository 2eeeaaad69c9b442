import type { UnifiedComponents } from "@mdmkit/unified";
import type { Call } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import type { Services } from "./services.ts";

/** Adds devices or users to a group, or removes them. The response has the outcome of each. */
export async function changeGroupMembers(
  { useAccount }: Pick<Services, "useAccount">,
  call: Call<"changeGroupMembers">,
): Promise<JsonReply<UnifiedComponents["schemas"]["GroupMembersResult"]>> {
  const { path, body, signal } = call;
  const { change, ids, confirm, member_type: memberType, dry_run: dryRun = false } = body;
  const method = change === "add" ? "addMembers" : "removeMembers";
  const options = {
    signal,
    dryRun,
    ...(confirm !== undefined && { confirm }),
    ...(memberType !== undefined && { memberType }),
  };
  return json(await useAccount(call, `groups.${method}`, (mdm) => mdm.groups[method](path.id, ids, options)));
}
