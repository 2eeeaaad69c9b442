import {
  createSupportingReads,
  type OrganizationContract,
  type ReadRequest,
  type SupportingReads,
} from "@mdmkit/unified/vendor";
import { invalidResponse, notFound } from "../api/errors.ts";
import { dataOf } from "../api/responses.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { listDevices } from "../devices/list-devices.ts";
import { type AppliveryOrganizationRecord, mapAppliveryOrganization } from "./map-organization.ts";

/** The one workspace that a service account belongs to. */
export function createOrganizations(workspace: AppliveryWorkspace) {
  return {
    async list(request) {
      const reads = createSupportingReads("list", request);
      const organization = await readOrganization(workspace, request, reads);
      return { items: [organization], total: 1, gaps: reads.gaps };
    },

    async get(id, request) {
      const organization = await readOrganization(workspace, request, createSupportingReads("get", request));
      if (mapAppliveryOrganization(organization).id === id) return organization;
      throw notFound(
        "getOrganization",
        "organization not found. A service account can only read its own workspace.",
      );
    },

    map: mapAppliveryOrganization,
  } satisfies Partial<OrganizationContract<AppliveryOrganizationRecord>>;
}

/** The workspace, and its name from the first device. */
async function readOrganization(
  workspace: AppliveryWorkspace,
  { signal, primary }: ReadRequest,
  reads: SupportingReads,
): Promise<AppliveryOrganizationRecord> {
  const { client, organizationId } = workspace;
  const response = await client.getOrganization({ path: { organizationId } }, primary);
  const organization = dataOf(response, "getOrganization");
  if (!mapAppliveryOrganization(organization).id)
    throw invalidResponse("getOrganization", "The response contains no workspace.");
  const first = await reads.read("listDevices", ["name"], () =>
    listDevices(workspace, { limit: 1, filters: {}, primary: { signal } }),
  );
  const organizationInfo = first?.items[0]?.organizationInfo;
  return organizationInfo ? { ...organization, organizationInfo } : organization;
}
