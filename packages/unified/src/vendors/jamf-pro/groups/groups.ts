import { type GroupParts, list, number, type PrimaryCall, pageOfWhole, text } from "@mdmkit/unified/vendor";
import { type DeviceKind, parseId } from "../api/device-id.ts";
import { notFound } from "../api/errors.ts";
import {
  isMobileDevice,
  isMobileGroup,
  type JamfProDeviceRecord,
  type JamfProGroupRecord,
} from "../api/record.ts";
import { recordsIn } from "../api/responses.ts";
import type { InventoryReader } from "../devices/read-inventory.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { mapJamfProComputerGroup, mapJamfProMobileGroup } from "./map-group.ts";
import { createCriteriaPlanner } from "./plan-criteria.ts";
import { createGroupPlanners } from "./plan-group.ts";
import { planAdditions, planRemovals } from "./plan-members.ts";

type Options = PrimaryCall | undefined;

/** Computer groups, then mobile device groups, of which the server has a list each, whole. */
export function createGroups(client: JamfProApi, devices: InventoryReader) {
  async function readGroups(kind: DeviceKind, options: Options): Promise<readonly JamfProGroupRecord[]> {
    return kind === "computer"
      ? recordsIn(await client.listComputerGroups({}, options), "listComputerGroups")
      : recordsIn(await client.listMobileDeviceGroups({}, options), "listMobileDeviceGroups");
  }

  return {
    async list(request) {
      const { filters, primary } = request;
      if (filters.device?.id !== undefined) {
        const { kind, id } = parseId(filters.device.id);
        return pageOfWhole(groupsOf(await devices.one(kind, id, "full", primary)), request);
      }
      const kinds = ["computer", "mobile"] as const;
      const groups = await Promise.all(kinds.map((kind) => readGroups(kind, primary)));
      return pageOfWhole(groups.flat(), request);
    },

    async get(unified, { primary }) {
      const { kind, id } = parseId(unified, "group");
      const group = (await readGroups(kind, primary)).find((each) => number(each?.id) === Number(id));
      if (group) return group;
      throw notFound(
        kind === "computer" ? "listComputerGroups" : "listMobileDeviceGroups",
        "the group does not exist, or this role cannot see it.",
      );
    },

    map: (group, drift) =>
      isMobileGroup(group) ? mapJamfProMobileGroup(group, drift) : mapJamfProComputerGroup(group, drift),

    ...createGroupPlanners(client),
    setCriteria: createCriteriaPlanner(client),
    addMembers: planAdditions,
    removeMembers: planRemovals,
  } satisfies GroupParts<JamfProGroupRecord>;
}

/** The groups in the record of a device, as lists of groups have them. */
function groupsOf(device: JamfProDeviceRecord): JamfProGroupRecord[] {
  if (isMobileDevice(device)) {
    return list(device.groups).map(({ groupId, groupName, groupDescription, smart }) => ({
      ...{ id: number(groupId) ?? undefined, name: text(groupName) ?? undefined },
      ...{ description: text(groupDescription) ?? undefined, isSmartGroup: smart ?? undefined },
    }));
  }
  return list(device.groupMemberships).map(({ groupId, groupName, groupDescription, smartGroup }) => ({
    ...{ id: text(groupId) ?? undefined, name: text(groupName) ?? undefined },
    ...{ description: text(groupDescription) ?? undefined, smartGroup: smartGroup ?? undefined },
  }));
}
