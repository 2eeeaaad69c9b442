import type { Collection } from "../../../engine/records/collection.ts";
import { createTable } from "../../../engine/records/table.ts";
import type { Row } from "../../../engine/records/values.ts";
import { IDS } from "../inventory.ts";

/** Groups of users. The ids of members are in the record of a static one. */
export type UserGroups = Collection & { members(group: Row): Row[] };

const SMART = { name: "Everybody", is_smart: true, criteria: [criterion("Email Address", "like", "@")] };

export function createUserGroups(users: Collection): UserGroups {
  const some = users.ids().filter((_, index) => index % 3 === 0);
  const groups = createTable(IDS, [SMART, { name: "Teachers", users: some }], {
    is_smart: false,
    users: [],
    criteria: [],
  });
  return {
    ...groups,
    get version() {
      return groups.version;
    },
    members: ({ is_smart: isSmart, users: ids }) =>
      users.all().filter(({ id }) => isSmart === true || (Array.isArray(ids) && ids.includes(id))),
  };
}

function criterion(name: string, type: string, value: string): Row {
  return {
    ...{ name, priority: 0, and_or: "and", search_type: type, value },
    opening_paren: false,
    closing_paren: false,
  };
}
