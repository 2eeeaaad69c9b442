import { isRow } from "../../../engine/records/values.ts";
import { bodyOf, empty, json } from "../../../engine/request/call.ts";
import { userFields } from "../query/fields.ts";
import { blankUser } from "../render/user.ts";
import type { Context, Handler, Handlers } from "./handler.ts";
import { listOf } from "./lists.ts";

/** A user name is required, and it must be unique. */
export function isNameRefused(username: unknown, { state }: Context, self?: string): boolean {
  if (typeof username !== "string" || username === "") return true;
  return state.users.all().some((user) => user.id !== self && user.username === username);
}

const list: Handler = (call, context) => {
  const response = listOf(call, context, { source: context.state.users, fields: userFields });
  if (!isRow(response.body)) return response;
  const page = Number(call.query.page ?? 0);
  const pageSize = Number(call.query["page-size"] ?? 100);
  const totalPages = Math.ceil(Number(response.body.totalCount) / pageSize);
  const place = { page, pageSize, totalPages, hasNext: page + 1 < totalPages, hasPrevious: page > 0 };
  return json({ ...response.body, ...place });
};

/** PUT replaces: whatever is not sent is blank afterwards. */
const put: Handler = (call, context) => {
  if (isNameRefused(bodyOf(call).username, context, call.id))
    return context.fail(call, { status: 400, message: "username" });
  context.state.users.update(call.id, { ...blankUser, ...Object(call.body) });
  return empty(204);
};

export const userHandlers = {
  listUsers: list,
  createUser(call, context) {
    if (isNameRefused(bodyOf(call).username, context))
      return context.fail(call, { status: 400, message: "username" });
    const { id } = call.collection.insert(Object(call.body));
    return json({ id, href: `/api/v1/users/${id}` }, { status: 201 });
  },
  updateUser: put,
} satisfies Handlers;
