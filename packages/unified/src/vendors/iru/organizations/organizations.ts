import type {
  Complete,
  Drift,
  GetRequest,
  Organization,
  OrganizationFilters,
  Page,
  PageRequest,
  PrimaryCall,
} from "@mdmkit/unified/vendor";
import { isRecord, text } from "@mdmkit/unified/vendor";
import { invalidResponse, notFound } from "../api/errors.ts";
import type { IruTenant } from "../api/record.ts";
import { tenantOf } from "../api/tenant.ts";
import type { IruApi } from "../generated/api/client.ts";

/** The tenant: a list of one, with what its license counts. */
export function createOrganizations(client: IruApi) {
  const tenant = tenantOf(client);

  async function read(call: PrimaryCall | undefined): Promise<IruTenant> {
    const licensing = await client.getLicensing({}, call);
    if (isRecord(licensing) && isRecord(licensing.counts)) return { ...licensing, tenant };
    throw invalidResponse("getLicensing", "The response has no `counts`.");
  }

  return {
    pageSize: 1,
    filters: [] as const,
    async list({ primary }: PageRequest<OrganizationFilters>): Promise<Page<IruTenant>> {
      return { items: [await read(primary)], total: 1 };
    },
    async get(id: string, { primary }: GetRequest): Promise<IruTenant> {
      if (id === tenant) return read(primary);
      throw notFound("getLicensing", "organization not found. A token is for one tenant.");
    },
    map: mapIruTenant,
  };
}

/** The API has no name for the tenant but that in its address. */
export function mapIruTenant(tenant: IruTenant, drift?: Drift): Complete<Organization, "times"> {
  return {
    id: text(tenant.tenant, drift) ?? "",
    name: undefined,
    remote_data: undefined, // attached by the engine
    gaps: undefined, // set by the engine
  };
}
