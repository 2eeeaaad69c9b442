import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type GroupCreate, type GroupUpdate, isRecord, text, userGroupId } from "@mdmkit/unified/vendor";
import { classicId } from "../api/classic-id.ts";
import { parseId } from "../api/device-id.ts";
import { invalidInput, invalidResponse } from "../api/errors.ts";
import type { JamfProApi, JamfProPlan } from "../generated/api/client.ts";
import { findGroup } from "./find-group.ts";
import { readUserGroup, userGroupNumber } from "./user-groups.ts";

type Criteria = NonNullable<JamfProSchemas["GroupUpdateDtoV2"]["criteria"]>;

/** No site: without the property the server refuses a group of mobile devices, as if a privilege were missing. */
const NO_SITE = "-1";

/** Plans that create a static group without members, and that rename and delete groups. */
export function createGroupPlanners(client: JamfProApi) {
  return {
    create(input: GroupCreate): JamfProPlan {
      const { name, device_type: deviceType, member_type: memberType } = input;
      if (memberType === "user") {
        assertPlain("groups.create", input);
        // 0 lets the server choose.
        return {
          operation: "createUserGroupsById",
          path: { id: "0" },
          body: { name, is_smart: false, is_notify_on_change: false },
          recordId: (response) => userGroupId(classicId(response)) || undefined,
        };
      }
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
    async update(unified: string, changes: GroupUpdate): Promise<JamfProPlan> {
      const userGroup = userGroupNumber(unified);
      if (userGroup !== undefined) return renamed(userGroup, changes);
      const { name, description } = changes;
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
      const userGroup = userGroupNumber(unified);
      if (userGroup !== undefined) return { operation: "deleteUserGroupsById", path: { id: userGroup } };
      const { groupPlatformId } = await findGroup(client, parseId(unified, "group"));
      return { operation: "deleteGroup", path: { id: text(groupPlatformId) ?? "" } };
    },
  };

  /** Whether the criteria of a smart group stay where they are left out is not documented. */
  async function renamed(id: number, changes: GroupUpdate): Promise<JamfProPlan> {
    assertPlain("groups.update", changes);
    if ((await readUserGroup(client, id, undefined)).is_smart !== false)
      throw invalidInput("groups.update", "Smart groups of users are changed in the console.");
    return { operation: "updateUserGroupsById", path: { id }, body: { name: changes.name } };
  }

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

/** What groups of users do not have is refused, not dropped. */
function assertPlain(operation: string, { description, ...others }: GroupCreate | GroupUpdate): void {
  const deviceType = "device_type" in others ? others.device_type : undefined;
  if (description != null || deviceType != null)
    throw invalidInput(operation, "Groups of users have no `description` and no `device_type`.");
}

const unreadable = () => invalidResponse("getGroup", "The criteria of the group cannot be read.");

function createdId(kind: "computer" | "mobile", response: unknown): string | undefined {
  const id: unknown = isRecord(response) && "id" in response ? response.id : undefined;
  return typeof id === "string" && /^\d+$/.test(id) ? `${kind}-${id}` : undefined;
}
