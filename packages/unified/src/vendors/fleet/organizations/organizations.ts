import {
  type Complete,
  type Drift,
  type GetRequest,
  type Organization,
  type OrganizationFilters,
  type OrganizationRef,
  type Page,
  type PageRequest,
  text,
} from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import type { FleetOrganizationRecord } from "../api/record.ts";
import type { FleetReadApi } from "../generated/api/client.ts";
import { readOrganization } from "./server.ts";

/** The one organization of a server. */
export function createOrganizations(client: Pick<FleetReadApi, "getConfig">) {
  return {
    pageSize: 1,
    filters: [] as const,
    async list({ primary }: PageRequest<OrganizationFilters>): Promise<Page<FleetOrganizationRecord>> {
      return { items: [await readOrganization(client, primary)], total: 1 };
    },
    async get(id: string, { primary }: GetRequest): Promise<FleetOrganizationRecord> {
      const organization = await readOrganization(client, primary);
      if (organizationRef(organization)?.id === id) return organization;
      throw notFound("getConfig", "organization not found. A server has one.");
    },
    map: mapFleetOrganization,
  };
}

export function mapFleetOrganization(
  organization: FleetOrganizationRecord,
  drift?: Drift,
): Complete<Organization, "times"> {
  return {
    id: organizationRef(organization, drift)?.id ?? "",
    name: text(organization.org_info?.org_name, drift),
    remote_data: undefined, // attached by the engine
    gaps: undefined, // set by the engine
  };
}

/** Nothing has an id of its own, so the host of the server stands for it. */
export function organizationRef(
  organization: FleetOrganizationRecord | undefined,
  drift?: Drift,
): OrganizationRef | undefined {
  const url = text(organization?.server_settings?.server_url, drift);
  const [, host] = /^https?:\/\/([\w.:-]+)/i.exec(url ?? "") ?? [];
  return host ? { id: host, name: text(organization?.org_info?.org_name, drift) } : undefined;
}
