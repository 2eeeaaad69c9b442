import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type OrganizationContract, type PrimaryCall, text } from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import { recordsIn } from "../api/responses.ts";
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
    async list({ cursor = "0", limit, primary }) {
      const sites = await readSites(primary);
      const offset = Number(cursor);
      return { items: sites.slice(offset, offset + limit), total: sites.length };
    },

    async get(id, { primary }) {
      const site = (await readSites(primary)).find((candidate) => text(candidate?.id) === id);
      if (site) return site;
      throw notFound("listSites", "the site does not exist, or this role cannot see it.");
    },

    map: mapJamfProSite,
  } satisfies OrganizationContract<Site>;
}
