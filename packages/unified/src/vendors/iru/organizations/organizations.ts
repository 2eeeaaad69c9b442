import {
  type Complete,
  type Drift,
  isRecord,
  type Organization,
  onlyRecord,
  type PrimaryCall,
  text,
} from "@mdmkit/unified/vendor";
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
    ...onlyRecord<IruTenant>({
      read: read,
      id: tenant,
      notFound: () => notFound("getLicensing", "organization not found. A token is for one tenant."),
    }),
    map: mapIruTenant,
  };
}

/** The API has no name for the tenant but that in its address. */
export function mapIruTenant(tenant: IruTenant, drift?: Drift): Complete<Organization, "times"> {
  return {
    id: text(tenant.tenant, drift) ?? "",
    name: undefined,
  };
}
