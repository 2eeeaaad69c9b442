import { recordsBy } from "../../../engine/records/per-version.ts";
import { type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf, type Call, type VendorResponse } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { deviceFilter, queryKey } from "../query/device-filters.ts";
import { page, success } from "../query/page.ts";
import { select } from "../query/select.ts";
import type { AppliveryState } from "../state/state.ts";
import { distinct, type Handler, type Handlers } from "./handler.ts";

/** The devices and tokens of each user. */
const belongingsOf = ({ devices, tokens }: AppliveryState) => ({
  devices: recordsBy(devices, "mdmUserId"),
  tokens: recordsBy(tokens, "mdmUserId"),
});

/** A user with the counters that every response about users has. */
export function userView(state: AppliveryState): (user: Row) => Row {
  const { devices, tokens } = belongingsOf(state);
  return (user) => {
    const own = devices.get(user.id) ?? [];
    const pending = tokens.get(user.id) ?? [];
    const count = (rows: readonly Row[], name: string, value: string) =>
      rows.filter((row) => row[name] === value).length;
    const of = (type: string) => ({
      devices: { ACTIVE: count(own, "type", type) },
      enrollmentTokens: { PENDING: count(pending, "type", type) },
    });
    return {
      ...user,
      android: {
        devices: {
          MANAGEMENT_MODE_UNSPECIFIED: 0,
          DEVICE_OWNER: count(own, "managementMode", "DEVICE_OWNER"),
          PROFILE_OWNER: count(own, "managementMode", "PROFILE_OWNER"),
        },
        enrollmentTokens: { DONE: 0, PENDING: count(pending, "type", "android"), EXPIRED: 0, DELETED: 0 },
      },
      apple: of("apple"),
      windows: of("windows"),
    };
  };
}

/** Text in a user, whatever its case; tags any of. */
function userFilter(query: Readonly<Record<string, unknown>>): ((user: Row) => boolean) | undefined {
  const { email, name, search, tags } = query;
  const byTags = deviceFilter({ tags });
  const holds = (user: Row, path: string, wanted: unknown) =>
    textOf(user, path).toLowerCase().includes(String(wanted).toLowerCase());
  if (email === undefined && name === undefined && search === undefined && byTags === undefined)
    return undefined;
  return (user) =>
    (email === undefined || holds(user, "email", email)) &&
    (name === undefined || holds(user, "name", name)) &&
    (search === undefined || holds(user, "email", search) || holds(user, "name", search)) &&
    (byTags?.(user) ?? true);
}

const createUser: Handler = (call, state) => {
  const body = bodyOf(call);
  const email = textOf(body, "email").toLowerCase();
  if (state.users.all().some((user) => textOf(user, "email").toLowerCase() === email)) return failure(5048);
  const now = new Date(call.now).toISOString();
  const user = state.users.insert({ ...body, createdAt: now, updatedAt: now });
  return success(userView(state)(user));
};

/** Changes what is sent; the e-mail address cannot be changed. */
const updateUser: Handler = (call, state) => {
  const { email: _email, ...changes } = bodyOf(call);
  const patch = { ...changes, updatedAt: new Date(call.now).toISOString() };
  return success(userView(state)(state.users.update(call.id, patch) ?? {}));
};

/** Refused while the user has devices or pending enrollments. */
const removeUser: Handler = ({ id }, state) => {
  const { devices, tokens } = belongingsOf(state);
  if (devices.has(id)) return failure(5054);
  if (tokens.has(id)) return failure(5055);
  state.users.remove(id);
  return success({ delete: id });
};

/** The list of users, in the vendor's query language. */
export function listUsers(call: Call, state: AppliveryState): VendorResponse {
  const selection = { key: queryKey(call), keep: userFilter(call.query), sort: textOf(call.query, "sort") };
  return page(call, select(state.users, selection), userView(state));
}

export const userHandlers = {
  createMdmUser: createUser,
  updateMdmUser: updateUser,
  removeMdmUser: removeUser,
  listMdmUserTags: (_call, { users }) => success(distinct(users.all().flatMap(({ tags }) => tags))),
  getMdmUserCsvSample: () => failure(5138),
} satisfies Handlers;
