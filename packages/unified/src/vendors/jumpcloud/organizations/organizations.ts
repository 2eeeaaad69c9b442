import type { OrganizationContract } from "@mdmkit/unified/vendor";
import { rowsIn } from "../api/errors.ts";
import { wholeRecord } from "../api/responses.ts";
import type { JumpCloudApi } from "../generated/api/client.ts";
import { type JumpCloudOrganizationRecord, mapJumpCloudOrganization } from "./map-organization.ts";

/** The organizations a credential opens. JumpCloud documents no way to create or rename one. */
export function createOrganizations(client: JumpCloudApi) {
  return {
    pageSize: 100,
    seek: "offset" as const,
    filters: [] as const,

    async list({ cursor, limit, primary }) {
      const query = { limit, skip: Number(cursor ?? 0), sort: "_id" };
      const page = await client.organization_list({ query }, primary);
      return { items: rowsIn(page?.results, "organization_list"), total: page.totalCount };
    },

    async get(id, { primary }) {
      return wholeRecord(await client.organizations_get({ path: { id } }, primary), "organizations_get");
    },

    map: mapJumpCloudOrganization,
  } satisfies OrganizationContract<JumpCloudOrganizationRecord>;
}
