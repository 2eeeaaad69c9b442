import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type OrganizationContract, type PrimaryCall, pageOfWhole, text } from "@mdmkit/unified/vendor";
import { notFound, recordsIn } from "../api/errors.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { mapJamfProSite } from "./map-site.ts";

type Site = JamfProSchemas["V1Site"];

/** The sites of a server. Jamf Pro's API lists them whole, and neither reads one nor changes any. */
export function createOrganizations(client: JamfProApi) {
  const readSites = async (call: PrimaryCall | undefined): Promise<readonly Site[]> =>
    recordsIn(await client.listSites({}, call), "listSites");

  return {
    pageSize: 1000,
    seek: "offset" as const,
    filters: [] as const,
    list: async (request) => pageOfWhole(await readSites(request.primary), request),

    async get(id, { primary }) {
      const site = (await readSites(primary)).find((candidate) => text(candidate?.id) === id);
      if (site) return site;
      throw notFound("listSites", "the site does not exist, or this role cannot see it.");
    },

    map: mapJamfProSite,
  } satisfies OrganizationContract<Site>;
}
