import type { Host } from "@mdmkit/fleet";
import {
  type GetRequest,
  type GroupFilters,
  isRecord,
  list,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pageOfWhole,
  pagePosition,
  withNextPage,
} from "@mdmkit/unified/vendor";
import { errors, ids, invalidResponse } from "../api/errors.ts";
import { HOSTS_PER_PAGE, readHost, readLabelHosts } from "../api/hosts.ts";
import type { FleetGroupRecord } from "../api/record.ts";
import type { FleetApi } from "../generated/api/client.ts";
import { mapFleetLabel } from "./map-label.ts";
import { mapFleetMember } from "./map-member.ts";
import { planAdditions, planRemovals } from "./plan-members.ts";

/** The labels of a server. A list has all of them at once, that of a host those of the host. */
export function createGroups(client: FleetApi) {
  async function readLabels(call: PrimaryCall | undefined): Promise<readonly FleetGroupRecord[]> {
    const response = await client.listLabels({}, call);
    if (isRecord(response) && Array.isArray(response.labels)) return response.labels;
    throw invalidResponse("listLabels", "The response has no `labels`.");
  }

  return {
    pageSize: 1000,
    seek: "offset" as const,
    filters: ["name", "membership", "device"] as const,
    pushed: { device: () => true },

    async list(request: PageRequest<GroupFilters>): Promise<Page<FleetGroupRecord>> {
      const { filters, primary } = request;
      const id = filters.device?.id;
      if (id === undefined) return pageOfWhole(await readLabels(primary), request);
      return pageOfWhole(list((await readHost(client, id, primary)).labels), request);
    },

    async get(id: string, { primary }: GetRequest): Promise<FleetGroupRecord> {
      const label = await client.getLabel({ path: { id: ids.recordNumber("getLabel", id) } }, primary);
      if (isRecord(label) && isRecord(label.label) && typeof label.label.id === "number") return label.label;
      throw invalidResponse("getLabel", "The response contains no label.");
    },

    map: mapFleetLabel,
    criteria: { language: async () => (await import("./criteria-language.ts")).language },
    addMembers: planAdditions,
    removeMembers: planRemovals,

    members: {
      pageSize: HOSTS_PER_PAGE,
      async list(groupId: string, request: PageRequest<never>): Promise<Page<Host>> {
        const place = pagePosition(request, errors, "groups.members");
        const id = ids.recordNumber("listLabelHosts", groupId);
        return withNextPage(place, await readLabelHosts(client, id, { ...request, ...place }));
      },
      map: mapFleetMember,
    },
  };
}
