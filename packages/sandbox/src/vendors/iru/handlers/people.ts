import { recordsBy } from "../../../engine/records/per-version.ts";
import { asText, type Row, textOf } from "../../../engine/records/values.ts";
import { json } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import type { IruState } from "../state.ts";
import type { Handlers } from "./handler.ts";

const shown = (user: Row, { devices }: IruState): Row => ({
  ...user,
  device_count: recordsBy(devices, "user.id").get(user.id)?.length ?? 0,
});

export const peopleHandlers = {
  /** The link to the next page leads to the host of the console. */
  listUsers({ query, operation }, state) {
    const { email, id, archived, cursor } = query;
    const part = asText(email)?.toLowerCase() ?? "";
    const wanted = state.users
      .all()
      .filter((user) => textOf(user, "email").toLowerCase().includes(part))
      .filter((user) => (id ?? user.id) === user.id && (archived ?? user.archived) === user.archived);
    const size = state.options.usersPage ?? 25;
    const start = cursor === undefined ? 0 : Number(/^after-(\d+)$/.exec(String(cursor))?.[1] ?? Number.NaN);
    if (Number.isNaN(start)) return failure(operation, { status: 400, message: "Invalid cursor" });
    const end = start + size;
    const link = `https://sandbox.kandji.io/api/v1/users?cursor=after-${end}`;
    return json({
      next: end < wanted.length ? link : null,
      previous: null,
      results: wanted.slice(start, end).map((user) => shown(user, state)),
    });
  },
  getUser: ({ record }, state) => json(shown(record, state)),
  deleteUser({ id }, { devices, users }) {
    if (recordsBy(devices, "user.id").has(id))
      return { status: 400, body: { detail: "User still assigned to one or more devices" } };
    users.remove(id);
    return { status: 204 };
  },
} satisfies Handlers;
