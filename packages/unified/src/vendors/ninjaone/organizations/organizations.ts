import type { Organization as NinjaOneOrganizationRecord } from "@mdmkit/ninjaone";
import {
  idAt,
  type OrganizationContract,
  type OrganizationCreate,
  type OrganizationUpdate,
  readAfter,
} from "@mdmkit/unified/vendor";
import { errors, ids, recordIn } from "../api/errors.ts";
import type { NinjaOneApi, NinjaOnePlan } from "../generated/api/client.ts";
import { mapNinjaOneOrganization } from "./map-organization.ts";

/** The organizations of the tenant. None can be deleted. */
export function createOrganizations(client: NinjaOneApi) {
  return {
    list: (request) =>
      readAfter<NinjaOneOrganizationRecord>(
        { operation: "getOrganizations", parameter: "after", errors },
        request,
        async ({ after, limit: pageSize }, call) => ({
          rows: await client.getOrganizations({ query: { after, pageSize } }, call),
        }),
      ),
    async get(id, { primary }) {
      const number = ids.recordNumber("getOrganization", id);
      return recordIn(await client.getOrganization({ path: { id: number } }, primary), "getOrganization");
    },
    map: mapNinjaOneOrganization,
    create: ({ name }: OrganizationCreate): NinjaOnePlan => ({
      operation: "createOrganization",
      body: { name },
      recordId: (response) => idAt(response, "id"),
    }),
    update(id: string, { name }: Omit<OrganizationUpdate, "name"> & { name?: string }): NinjaOnePlan {
      const path = { id: ids.recordNumber("updateOrganization", id) };
      return { operation: "updateOrganization", path, body: name === undefined ? {} : { name } };
    },
  } satisfies Partial<OrganizationContract<NinjaOneOrganizationRecord>>;
}
