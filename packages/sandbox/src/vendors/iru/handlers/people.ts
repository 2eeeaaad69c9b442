import { asText, isRow, type Row, textOf } from "../../../engine/records/values.ts";
import { json } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import type { IruState } from "../state.ts";
import type { Handlers } from "./handler.ts";

/** The devices of each user, counted once as long as none changes. */
const counted = new WeakMap<IruState, { version: number; counts: Map<string, number> }>();

function devicesOf(state: IruState): ReadonlyMap<string, number> {
  const { version } = state.devices;
  const known = counted.get(state);
  if (known?.version === version) return known.counts;
  const counts = new Map<string, number>();
  for (const { user } of state.devices.all()) {
    const id = isRow(user) ? textOf(user, "id") : "";
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  counted.set(state, { version, counts });
  return counts;
}

const shown = (user: Row, state: IruState): Row => ({
  ...user,
  device_count: devicesOf(state).get(textOf(user, "id")) ?? 0,
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
  deleteUser({ id }, state) {
    if ((devicesOf(state).get(id) ?? 0) > 0)
      return { status: 400, body: { detail: "User still assigned to one or more devices" } };
    state.users.remove(id);
    return { status: 204 };
  },
} satisfies Handlers;
