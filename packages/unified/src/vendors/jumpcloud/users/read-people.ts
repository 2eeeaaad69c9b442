import type { SystemUser } from "@mdmkit/jumpcloud";
import { noteIncomplete, rowsByKey, text, type Unreadable } from "@mdmkit/unified/vendor";
import type { JumpCloudReadApi } from "../generated/api/client.ts";

type ReadOptions = { signal?: AbortSignal | undefined; unreadable: Unreadable };

/** Many users by id in one search. */
export function readUsers(
  client: JumpCloudReadApi,
  ids: readonly string[],
  { signal, unreadable }: ReadOptions,
): Promise<ReadonlyMap<string, SystemUser>> {
  const body = { filter: { and: [{ _id: { $in: ids } }] } };
  const users = client.paginate("search_systemusers_post", { body }, { signal, incomplete: "report" });
  return rowsByKey(users, ({ _id }) => _id, unreadable);
}

export type OrganizationNames = (options: ReadOptions) => Promise<ReadonlyMap<string, string | null>>;

/** Names of the organizations a credential opens, kept once all are known. */
export function createOrganizationNames(client: JumpCloudReadApi): OrganizationNames {
  let names: ReadonlyMap<string, string | null> | undefined;
  return async ({ signal, unreadable }) => {
    if (names) return names;
    const byId = new Map<string, string | null>();
    let isWhole = true;
    const organizations = client.paginate("organization_list", {}, { signal, incomplete: "report" });
    for await (const organization of organizations) {
      const id = text(organization?._id);
      if (id) byId.set(id, organization.displayName ?? null);
      else isWhole = false;
    }
    if (!isWhole) unreadable();
    noteIncomplete(organizations, unreadable);
    if (isWhole && organizations.report.complete) names = byId;
    return byId;
  };
}
