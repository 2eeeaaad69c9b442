import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type GroupCreate, type GroupUpdate, isRecord, text } from "@mdmkit/unified/vendor";
import { parseId } from "../api/device-id.ts";
import { invalidInput, invalidResponse } from "../api/errors.ts";
import type { JamfProApi, JamfProPlan } from "../generated/api/client.ts";
import { findGroup } from "./find-group.ts";

type Criteria = NonNullable<JamfProSchemas["GroupUpdateDtoV2"]["criteria"]>;

/** No site: without the property the server refuses a group of mobile devices, as if a privilege were missing. */
const NO_SITE = "-1";

/** Plans that create a static group without members, and that rename and delete groups. */
export function createGroupPlanners(client: JamfProApi) {
  return {
    create(input: GroupCreate): JamfProPlan {
      const { name, device_type: deviceType } = input;
      const description = input.description ?? "";
      // Left out, the members are an error of the server.
      const common = { siteId: NO_SITE, assignments: [] };
      if (deviceType === "desktop") {
        const body = { name, description, ...common };
        return {
          operation: "createStaticComputerGroup",
          body,
          recordId: (response) => createdId("computer", response),
        };
      }
      if (deviceType !== "mobile")
        throw invalidInput("groups.create", "`device_type` must be `desktop` or `mobile`.");
      const body = { groupName: name, groupDescription: description, ...common };
      return {
        operation: "createStaticMobileDeviceGroup",
        body,
        recordId: (response) => createdId("mobile", response),
      };
    },

    /** What a request does not have may be cleared, so that the rest of the group is sent as it is; members are sent as a difference. */
    async update(unified: string, { name, description }: GroupUpdate): Promise<JamfProPlan> {
      const group = await findGroup(client, parseId(unified, "group"));
      const path = { id: text(group.groupPlatformId) ?? "" };
      const body = {
        groupName: name ?? group.groupName,
        groupDescription: description === undefined ? group.groupDescription : (description ?? ""),
        ...(group.smart === false ? { assignments: [] } : { criteria: await criteriaOf(path) }),
      };
      return { operation: "updateGroup", path, body };
    },

    async delete(unified: string): Promise<JamfProPlan> {
      const { groupPlatformId } = await findGroup(client, parseId(unified, "group"));
      return { operation: "deleteGroup", path: { id: text(groupPlatformId) ?? "" } };
    },
  };

  async function criteriaOf(path: { id: string }): Promise<Criteria> {
    const { criteria } = (await client.getGroup({ path })) ?? {};
    if (!Array.isArray(criteria)) throw unreadable();
    return criteria.map((row) => {
      const { name, priority, andOr, searchType, value, openingParen, closingParen } = row;
      const isJoined = andOr === "and" || andOr === "or";
      if (!name || priority === undefined || !isJoined || !searchType || value === undefined)
        throw unreadable();
      return { name, priority, andOr, searchType, value, openingParen, closingParen };
    });
  }
}

const unreadable = () => invalidResponse("getGroup", "The criteria of the group cannot be read.");

function createdId(kind: "computer" | "mobile", response: unknown): string | undefined {
  const id: unknown = isRecord(response) && "id" in response ? response.id : undefined;
  return typeof id === "string" && /^\d+$/.test(id) ? `${kind}-${id}` : undefined;
}
