import type { Host } from "@mdmkit/fleet";
import {
  deviceMember,
  type GroupParts,
  idText,
  list,
  pageOfWhole,
  pagePosition,
  text,
  withNextPage,
} from "@mdmkit/unified/vendor";
import { errors, ids, invalidInput, recordIn, rowsIn } from "../api/errors.ts";
import { readHost, readPage } from "../api/hosts.ts";
import type { FleetGroupRecord } from "../api/record.ts";
import type { FleetApi, FleetPlan } from "../generated/api/client.ts";
import { mapFleetLabel } from "./map-label.ts";
import { groupPlanners } from "./plan-group.ts";

/** The labels of a server. A list has all of them at once, that of a host those of the host. */
export function createGroups(client: FleetApi) {
  return {
    async list(request) {
      const { filters, primary } = request;
      const id = filters.device?.id;
      if (id !== undefined) return pageOfWhole(list((await readHost(client, id, primary)).labels), request);
      return pageOfWhole(rowsIn((await client.listLabels({}, primary))?.labels, "listLabels"), request);
    },

    async get(id, { primary }) {
      const path = { id: ids.recordNumber("getLabel", id) };
      return recordIn((await client.getLabel({ path }, primary))?.label, "getLabel");
    },

    map: mapFleetLabel,
    ...groupPlanners,

    // Host by host, since a change of the label itself replaces all of its hosts.
    addMembers: (label, [id = ""]): FleetPlan => ({
      operation: "addHostLabels",
      ...labelOn(id, label),
    }),
    removeMembers: (label, [id = ""]): FleetPlan => ({
      operation: "removeHostLabels",
      ...labelOn(id, label),
    }),

    members: {
      async list(groupId, request) {
        const place = pagePosition(request, errors, "groups.members");
        const id = ids.recordNumber("listLabelHosts", groupId);
        const hosts = await readPage("listLabelHosts", { ...request, ...place }, (query, call) =>
          client.listLabelHosts({ path: { id }, query }, call),
        );
        return withNextPage(place, hosts);
      },
      map: ({ id, display_name, hardware_serial }, drift) =>
        deviceMember(idText(id, drift), { name: display_name, serial_number: hardware_serial }, drift),
    },
  } satisfies GroupParts<FleetGroupRecord, Host>;
}

/** A label is put on hosts by its name alone. */
function labelOn(hostId: string, label: FleetGroupRecord) {
  const name = text(label.name);
  if (!name) throw invalidInput("addHostLabels", "The label has no name.");
  return { path: { id: ids.recordNumber("addHostLabels", hostId) }, body: { labels: [name] } };
}
