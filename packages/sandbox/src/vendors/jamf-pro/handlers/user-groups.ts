import { asRows, type Row } from "../../../engine/records/values.ts";
import { classicJson } from "./classic.ts";
import type { Handler, Handlers } from "./handler.ts";
import { written } from "./mobile-devices.ts";

const shown = ({ id, name, is_smart: isSmart }: Row): Row => ({
  ...{ id: Number(id), name, is_smart: isSmart, is_notify_on_change: false },
});

const memberOf = ({ id, username, realname, phone, email }: Row): Row => ({
  ...{ id: Number(id), username, full_name: realname ?? "" },
  ...{ phone_number: phone ?? "", email_address: email ?? "" },
});

/** What is left out stays; one unknown user rejects all additions and deletions. */
const write: Handler = (call, context) => {
  const { userGroups, users } = context.state;
  const { user_additions, user_deletions, ...sent } = Object(call.body);
  const idsIn = (rows: unknown) => asRows(rows).map(({ id }) => String(id));
  const [additions, deletions] = [idsIn(user_additions), idsIn(user_deletions)];
  if ([...additions, ...deletions].some((id) => !users.get(id)))
    return context.fail(call, { status: 409, message: "Error: Unable to match user" });
  const group = userGroups.get(call.id);
  if (!group) return written("user_group", String(userGroups.insert(sent).id), 201);
  if (group.is_smart === true && additions.length + deletions.length > 0)
    return context.fail(call, { status: 409, message: "Error: is_smart" });
  const before = userGroups.members(group).map(({ id }) => String(id));
  const after = new Set([...before, ...additions].filter((id) => !deletions.includes(id)));
  userGroups.update(call.id, { ...sent, users: [...after] });
  return written("user_group", call.id, 201);
};

export const userGroupHandlers = {
  findUserGroups: (call, { state }) => classicJson(call, { user_groups: state.userGroups.all().map(shown) }),
  findUserGroupsById: (call, { state }) =>
    classicJson(call, {
      user_group: {
        ...shown(call.record),
        site: { id: -1, name: "None" },
        criteria: call.record.criteria,
        users: state.userGroups.members(call.record).map(memberOf),
      },
    }),
  createUserGroupsById: write,
  updateUserGroupsById: write,
  deleteUserGroupsById({ id }, { state }) {
    state.userGroups.remove(id);
    return written("user_group", id);
  },
} satisfies Handlers;
