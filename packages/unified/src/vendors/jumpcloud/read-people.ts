import type { SystemUser } from "@mdmkit/jumpcloud";
import type { JumpCloudReadApi } from "./client.ts";

type ReadOptions = { signal?: AbortSignal | undefined };

/** Many users by id in one search. */
export async function readUsers(
  client: JumpCloudReadApi,
  ids: readonly string[],
  { signal }: ReadOptions,
): Promise<ReadonlyMap<string, SystemUser>> {
  const byId = new Map<string, SystemUser>();
  const body = { filter: { and: [{ _id: { $in: ids } }] } };
  for await (const user of client.paginate("search_systemusers_post", { body }, { signal })) {
    if (typeof user?._id === "string") byId.set(user._id, user);
  }
  return byId;
}

export type OrganizationNames = (options: ReadOptions) => Promise<ReadonlyMap<string, string | null>>;

/** Names of the organizations a credential opens, kept once they are known. */
export function createOrganizationNames(client: JumpCloudReadApi): OrganizationNames {
  let names: ReadonlyMap<string, string | null> | undefined;
  return async ({ signal }) => {
    if (!names) {
      const byId = new Map<string, string | null>();
      for await (const { _id, displayName } of client.paginate("organization_list", {}, { signal })) {
        if (_id) byId.set(_id, displayName ?? null);
      }
      names = byId;
    }
    return names;
  };
}
