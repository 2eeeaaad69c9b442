import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { InvalidResponseError, NotFoundError } from "@mdmkit/runtime";
import { isRecord, type OrganizationContract, type PrimaryCall, text } from "@mdmkit/unified/vendor";
import type { JamfProApi } from "../generated/api/client.ts";
import { mapJamfProSite } from "./map-site.ts";

type Site = JamfProSchemas["V1Site"];

/** The sites of a server. Jamf Pro's API lists them whole, and neither reads one nor changes any. */
export function createOrganizations(client: JamfProApi) {
  async function readSites(options: PrimaryCall | undefined): Promise<readonly Site[]> {
    const sites = await client.listSites({}, options);
    // One bad record is counted; nothing but bad records is no list.
    if (Array.isArray(sites) && (sites.length === 0 || sites.some(isRecord))) return sites;
    throw new InvalidResponseError(
      "the response contains no sites. Check that `baseUrl` is a Jamf Pro server.",
      {
        vendor: "jamf-pro",
        operation: "listSites",
        reason: "shape",
      },
    );
  }

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
      throw new NotFoundError("the site does not exist, or this role cannot see it.", {
        vendor: "jamf-pro",
        operation: "listSites",
        status: 404,
      });
    },

    map: mapJamfProSite,
  } satisfies OrganizationContract<Site>;
}
