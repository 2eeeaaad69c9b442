import { InvalidInputError } from "@mdmkit/runtime";
import { columnsOf, filterProperties } from "../schema/document.ts";
import { ACCOUNT, accountFor } from "./accounts.ts";
import { type FindInput, find, type RowSource, sourceOf } from "./find-rows.ts";
import { FOUND, pageProperties, ROWS } from "./find-tool.ts";
import { readTool } from "./tool.ts";

type GroupInput = FindInput & { readonly what?: keyof typeof COLUMNS; readonly group?: string };

/** What is listed, with the columns that are shown unless others are asked for. */
const COLUMNS = {
  groups: ["id", "name", "kind", "membership", "member_type", "accepts_members", "member_count"],
  members: ["id", "type", "name", "serial_number"],
  organizations: ["id", "name"],
} as const;
const NAMES = Object.keys(COLUMNS);

/** Groups, who is in one, and organizations: one tool, because clients show a model all of them. */
export const findGroups = readTool<GroupInput>({
  name: "find_groups",
  title: "Find groups, their members and organizations",
  description: `Lists groups of devices and users (labels, tags, blueprints, saved searches), the members of one of them, or organizations. ${ROWS}`,
  input: {
    ...ACCOUNT,
    what: {
      description:
        "Default: groups. `members` needs `group`, and `account` where there are several. Filters are for groups.",
      enum: NAMES,
    },
    group: { description: "Id of the group whose members are listed.", type: "string", minLength: 1 },
    ...filterProperties("groups"),
    ...pageProperties(
      [...new Set([...columnsOf("groups"), ...columnsOf("organizations"), ...COLUMNS.members])],
      COLUMNS.groups,
    ),
  },
  output: FOUND,
  async run({ what = "groups", group, ...input }, call) {
    const defaults = COLUMNS[what];
    if ((what === "members") !== (group !== undefined))
      throw new InvalidInputError("`group` and `what: members` go together.");
    if (what !== "members") return find(sourceOf(what), { defaults, input, call });
    const account = await accountFor(call, input.account);
    return find(membersOf(group), { defaults, input: { ...input, account: account.id }, call });
  },
});

/** A list of members has all of their fields. */
const membersOf = (group = ""): RowSource => ({
  one: "member",
  many: "members",
  capability: "groups.members",
  list: (mdm, { fields: _, ...options }) => mdm.groups.members(group, options),
});
