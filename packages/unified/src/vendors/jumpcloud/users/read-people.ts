import type { SystemUser } from "@mdmkit/jumpcloud";
import { text } from "@mdmkit/unified/vendor";
import type { JumpCloudReadApi } from "../generated/api/client.ts";

type ReadOptions = { signal?: AbortSignal | undefined; unreadable: () => void };

/** Many users by id in one search. */
export async function readUsers(
  client: JumpCloudReadApi,
  ids: readonly string[],
  { signal, unreadable }: ReadOptions,
): Promise<ReadonlyMap<string, SystemUser>> {
  const byId = new Map<string, SystemUser>();
  const body = { filter: { and: [{ _id: { $in: ids } }] } };
  for await (const user of client.paginate("search_systemusers_post", { body }, { signal })) {
    if (typeof user?._id === "string") byId.set(user._id, user);
    else unreadable();
  }
  return byId;
}

export type OrganizationNames = (options: ReadOptions) => Promise<ReadonlyMap<string, string | null>>;

/** Names of the organizations a credential opens, kept once all are known. */
export function createOrganizationNames(client: JumpCloudReadApi): OrganizationNames {
  let names: ReadonlyMap<string, string | null> | undefined;
  return async ({ signal, unreadable }) => {
    if (names) return names;
    const byId = new Map<string, string | null>();
    let isWhole = true;
    for await (const organization of client.paginate("organization_list", {}, { signal })) {
      const id = text(organization?._id);
      if (id) byId.set(id, organization.displayName ?? null);
      else isWhole = false;
    }
    if (isWhole) names = byId;
    else unreadable();
    return byId;
  };
}
