import {
  type Complete,
  type Drift,
  type Organization,
  type OrganizationRef,
  onlyRecord,
  text,
} from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import type { FleetOrganizationRecord } from "../api/record.ts";
import type { FleetReadApi } from "../generated/api/client.ts";
import { readOrganization } from "./server.ts";

/** The one organization of a server. */
export function createOrganizations(client: FleetReadApi) {
  return {
    ...onlyRecord<FleetOrganizationRecord>({
      read: (call) => readOrganization(client, call),
      id: (organization) => organizationRef(organization)?.id,
      notFound: () => notFound("getConfig", "organization not found. A server has one."),
    }),
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
