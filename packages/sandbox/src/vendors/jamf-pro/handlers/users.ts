import { isRow, type Row } from "../../../engine/records/values.ts";
import { type Call, empty, json } from "../../../engine/request/call.ts";
import { userFields } from "../query/fields.ts";
import { type Context, type Handler, type Handlers, pathOf } from "./handler.ts";
import { everyRow, listOf } from "./lists.ts";

const blank: Row = {
  username: "",
  realname: "",
  email: "",
  phone: "",
  position: "",
  enableCustomPhotoUrl: false,
  customPhotoUrl: "",
  managedAppleId: "",
};

/** A user name is wanted, and nobody else may have it. */
function isRefused(call: Call, context: Context, self?: string): boolean {
  const { username } = isRow(call.body) ? call.body : {};
  if (typeof username !== "string" || username === "") return true;
  return everyRow(context.state.users).some((user) => user.id !== self && user.username === username);
}

const userNotFound = (call: Call, { fail }: Context) =>
  fail(call, { status: 404, message: "User does not exist" });

const list: Handler = (call, context) => {
  const response = listOf(call, context, { source: context.state.users, fields: userFields, sort: "id:asc" });
  if (!isRow(response.body)) return response;
  const page = Number(call.query.page ?? 0);
  const pageSize = Number(call.query["page-size"] ?? 100);
  const totalPages = Math.ceil(Number(response.body.totalCount) / pageSize);
  const place = { page, pageSize, totalPages, hasNext: page + 1 < totalPages, hasPrevious: page > 0 };
  return json({ ...response.body, ...place });
};

/** PUT replaces: whatever is not sent is blank afterwards. */
const put: Handler = (call, context) => {
  const { users } = context.state;
  const id = pathOf(call);
  if (users.indexOf(id) === undefined) return userNotFound(call, context);
  if (isRefused(call, context, id)) return context.fail(call, { status: 400, message: "username" });
  users.update(id, { ...blank, ...Object(call.body) });
  return empty(204);
};

export const userHandlers = {
  listUsers: list,
  getUser(call, context) {
    const row = context.state.users.get(pathOf(call));
    return row === undefined ? userNotFound(call, context) : json(row);
  },
  createUser(call, context) {
    if (isRefused(call, context)) return context.fail(call, { status: 400, message: "username" });
    const { id } = context.state.users.insert({ ...blank, ...Object(call.body) });
    return json({ id, href: `/api/v1/users/${id}` }, { status: 201 });
  },
  updateUser: put,
  deleteUser(call, context) {
    return context.state.users.remove(pathOf(call)) === undefined ? userNotFound(call, context) : empty(204);
  },
} satisfies Handlers;
