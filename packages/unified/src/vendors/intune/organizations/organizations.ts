import type { Organization } from "@mdmkit/intune";
import {
  type Complete,
  createSharedRead,
  type Drift,
  onlyRecord,
  type PrimaryCall,
  type SharedRead,
  text,
  toRfc3339,
  type Organization as UnifiedOrganization,
} from "@mdmkit/unified/vendor";
import { notFound, recordIn, rowsIn } from "../api/errors.ts";
import type { IntuneReadApi } from "../generated/api/client.ts";

const SELECTED = "id,displayName,createdDateTime,countryLetterCode,tenantType,verifiedDomains";

/** The tenant of the token: a list of one. */
export async function readTenant(
  client: IntuneReadApi,
  call: PrimaryCall | undefined,
): Promise<Organization> {
  const response = await client.listOrganizations({ query: { $select: SELECTED } }, call);
  return recordIn(rowsIn(response?.value, "listOrganizations")[0], "listOrganizations");
}

/** The tenant, read once for all devices. */
export type Tenant = SharedRead<{ signal?: AbortSignal | undefined }, Organization>;

export function createTenant(client: IntuneReadApi): Tenant {
  return createSharedRead(({ signal }) => readTenant(client, { signal }));
}

export function createOrganizations(client: IntuneReadApi) {
  return {
    ...onlyRecord<Organization>({
      read: (call) => readTenant(client, call),
      id: (tenant) => text(tenant.id),
      notFound: () => notFound("listOrganizations", "organization not found. A token is for one tenant."),
    }),
    map: mapIntuneOrganization,
  };
}

export function mapIntuneOrganization(
  organization: Organization,
  drift?: Drift,
): Complete<UnifiedOrganization> {
  return {
    id: text(organization.id, drift) ?? "",
    name: text(organization.displayName, drift),
    created_at: toRfc3339(organization.createdDateTime, drift),
    updated_at: undefined,
  };
}
