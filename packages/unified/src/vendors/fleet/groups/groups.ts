import type { Host } from "@mdmkit/fleet";
import {
  decodePagePosition,
  encodePagePosition,
  endOfPage,
  type GetRequest,
  type GroupFilters,
  isRecord,
  list,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pageOfWhole,
} from "@mdmkit/unified/vendor";
import { invalidCursor, invalidResponse, notFound, numberIn } from "../api/errors.ts";
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
      const label = await client.getLabel({ path: { id: labelNumber("getLabel", id) } }, primary);
      if (isRecord(label) && isRecord(label.label) && typeof label.label.id === "number") return label.label;
      throw invalidResponse("getLabel", "The response contains no label.");
    },

    map: mapFleetLabel,
    addMembers: planAdditions,
    removeMembers: planRemovals,

    members: {
      pageSize: HOSTS_PER_PAGE,
      async list(groupId: string, request: PageRequest<never>): Promise<Page<Host>> {
        const { cursor, limit } = request;
        const place = cursor === undefined ? { page: 0, size: limit } : decodePagePosition(cursor);
        if (!place) throw invalidCursor("groups.members");
        const id = labelNumber("listLabelHosts", groupId);
        const read = await readLabelHosts(client, id, { ...request, ...place });
        if (endOfPage(place, read) === "last") return read;
        return { ...read, next: encodePagePosition({ ...place, page: place.page + 1 }) };
      },
      map: mapFleetMember,
    },
  };
}

function labelNumber(operation: string, id: string): number {
  const number = numberIn(id);
  if (number !== undefined) return number;
  throw notFound(operation, "group not found: ids of labels are numbers.");
}
