import type { Collection } from "../../../engine/records/collection.ts";
import { asRows, type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf, type Call, empty, json, plain } from "../../../engine/request/call.ts";
import type { Problem } from "../errors.ts";
import type { Handler, Handlers } from "./handler.ts";

function allUsers(users: Collection): Row[] {
  const rows = users.rows("id");
  return rows.slice(0, rows.length);
}

/** Keeps `state` and the older `suspended` consistent, and never keeps a password. */
function asStored(body: Row): Row {
  const { password, ...rest } = body;
  const activated = typeof password === "string" ? { activated: true } : {};
  if (rest.state !== undefined) return { ...rest, ...activated, suspended: rest.state === "SUSPENDED" };
  if (rest.suspended === undefined) return { ...rest, ...activated };
  return { ...rest, ...activated, state: rest.suspended === true ? "SUSPENDED" : "ACTIVATED" };
}

/** Which sent fields another directory owns: those in its list, or all without a list. */
function foreignFields(user: Row, body: Row): string[] {
  const listed = asRows(user.restrictedFields).map((entry) => entry.field);
  const changed = Object.keys(body).filter((key) => JSON.stringify(body[key]) !== JSON.stringify(user[key]));
  if (listed.length > 0) return changed.filter((key) => listed.includes(key));
  return user.externally_managed === true ? changed : [];
}

function taken(users: Collection, body: Row, self?: string): string | undefined {
  const names = ["email", "username"].filter((name) => typeof body[name] === "string");
  if (names.length === 0) return undefined;
  const others = allUsers(users).filter((user) => user._id !== self);
  return names.find((name) => others.some((user) => textOf(user, name) === body[name]));
}

const passwordRules: readonly (readonly [rule: string, test: RegExp])[] = [
  ["at least 8 characters", /.{8}/],
  ["an upper-case letter", /[A-Z]/],
  ["a digit", /\d/],
];

/** The rules a sent password breaks; the vendor lists all of them only on request. */
function refusedPassword(call: Call, body: Row): Problem | undefined {
  const { password } = body;
  if (typeof password !== "string") return undefined;
  const broken = passwordRules.filter(([, test]) => !test.test(password)).map(([rule]) => `needs ${rule}`);
  if (broken.length === 0) return undefined;
  const details = call.query.fullValidationDetails === "password" ? broken : [];
  return { status: 400, message: "Password validation fail", details };
}

const postUser: Handler = (call, { state, fail }) => {
  const body = bodyOf(call);
  const weak = refusedPassword(call, body);
  if (weak !== undefined) return fail(call, weak);
  const clash = taken(state.users, body);
  if (clash !== undefined) return fail(call, { status: 400, message: `${clash} already exists` });
  return json(state.users.insert({ ...asStored(body), created: new Date(call.now).toISOString() }));
};

const putUser: Handler = (call, { state, fail }) => {
  const { id } = call;
  const body = bodyOf(call);
  const foreign = foreignFields(call.record, body);
  if (foreign.length > 0) {
    const details = foreign.map((name) => `${name} is managed by another directory`);
    return fail(call, { status: 400, message: details.join("; "), details });
  }
  const weak = refusedPassword(call, body);
  if (weak !== undefined) return fail(call, weak);
  const clash = taken(state.users, body, id);
  if (clash !== undefined) return fail(call, { status: 400, message: `${clash} already exists` });
  return json(state.users.update(id, asStored(body)));
};

const deleteUser: Handler = (call, { state, fail }) => {
  const { id } = call;
  const reports = allUsers(state.users).filter((user) => user.manager === id);
  if (reports.length > 0 && call.query.cascade_manager !== "null") {
    return fail(call, { status: 409, message: "the user is the manager of other users" });
  }
  for (const report of reports) state.users.update(textOf(report, "_id"), { manager: "" });
  for (const system of state.linked({ collection: "user", id }, "system")) {
    if (textOf(state.systems.get(system), "primarySystemUser.id") === id) {
      state.systems.update(system, { primarySystemUser: { id: null } });
    }
  }
  return json(state.users.remove(id));
};

/** An action that changes some fields and returns a text. */
function action(patch: Row): Handler {
  return ({ id }, { state }) => {
    state.users.update(id, patch);
    return plain("OK");
  };
}

export const userHandlers = {
  systemusers_post: postUser,
  systemusers_put: putUser,
  systemusers_delete: deleteUser,
  systemusers_unlock: action({ account_locked: false, account_locked_date: null }),
  systemusers_expire: action({ password_expired: true }),
  systemusers_resetmfa: action({ totp_enabled: false, mfa: { exclusion: false, configured: false } }),
  systemusers_state_activate({ id }, { state }) {
    state.users.update(id, { state: "ACTIVATED", suspended: false });
    return json("OK");
  },
  systemusers_mfasync: () => empty(200),
} satisfies Handlers;
