import { asText, asTexts, type Row, valueAt } from "../../../engine/records/values.ts";
import { type Call, empty, json, type VendorResponse } from "../../../engine/request/call.ts";
import { type Context, type Handler, type Handlers, notFound, pathOf } from "./handler.ts";
import { listGraph } from "./lists.ts";

type Kind = "user" | "system" | "system_group" | "policy";

const object = (type: Kind, id: string): Row => ({ id, type });

/** An edge of its own, as associations and members are listed. */
export function connection(type: Kind, id: string): Row {
  return { to: object(type, id), attributes: {} };
}

/** An object with one way to it: one step when bound directly, one more through each group. */
export function traversed(type: Kind, id: string, through: readonly { type: Kind; id: string }[] = []): Row {
  const ends = [...through, { type, id }];
  const path = ends.map((end, at) => {
    const from = ends[at - 1];
    return { to: object(end.type, end.id), ...(from ? { from: object(from.type, from.id) } : {}) };
  });
  return { id, type, compiledAttributes: {}, paths: [path] };
}

/** A graph list of one system (or user); 404 for an unknown one. */
function ofSystem(rows: (id: string, context: Context) => Row[]): Handler {
  return (call, context) => {
    const id = pathOf(call, "system_id");
    if (context.state.systems.indexOf(id) === undefined) return notFound(call, context);
    return listGraph(call, context, rows(id, context));
  };
}

function ofUser(rows: (id: string, context: Context) => Row[]): Handler {
  return (call, context) => {
    const id = pathOf(call, "user_id");
    if (context.state.users.indexOf(id) === undefined) return notFound(call, context);
    return listGraph(call, context, rows(id, context));
  };
}

function isTarget(call: Call, kind: Kind): boolean {
  return asTexts(call.query.targets).includes(kind);
}

/** Binds or unbinds a user and a system, from either side; other kinds are accepted and forgotten. */
function bind(side: "system" | "user"): Handler {
  return (call: Call, context: Context): VendorResponse => {
    const { systems, users, bindings } = context.state;
    const own = pathOf(call, side === "system" ? "system_id" : "user_id");
    const other = asText(valueAt(call.body, "id")) ?? "";
    const [systemId, userId] = side === "system" ? [own, other] : [other, own];
    const ownKnown = (side === "system" ? systems : users).indexOf(own) !== undefined;
    if (!ownKnown) return notFound(call, context);
    if (valueAt(call.body, "type") !== (side === "system" ? "user" : "system")) return empty(204);
    if (systems.indexOf(systemId) === undefined || users.indexOf(userId) === undefined) {
      return context.fail(call, { status: 400, message: "no such object" });
    }
    bindings.bindUser(systemId, userId, valueAt(call.body, "op") !== "remove");
    return empty(204);
  };
}

const nothing = () => [];

export const graphHandlers = {
  graph_systemAssociationsList: (call, context) =>
    ofSystem((id, { state }) =>
      isTarget(call, "user") ? state.bindings.usersOf(id).map((user) => connection("user", user)) : [],
    )(call, context),
  graph_systemAssociationsPost: bind("system"),
  graph_systemTraverseUser: ofSystem((id, { state }) =>
    state.bindings.usersOf(id).map((user) => traversed("user", user)),
  ),
  graph_systemMemberOf: ofSystem((id, { state }) =>
    state.bindings.groupsOf(id).map((group) => traversed("system_group", group)),
  ),
  graph_systemTraversePolicy: ofSystem((id, { state }) =>
    state.bindings
      .policiesOf(id)
      .map(({ policyId, groupId }) => traversed("policy", policyId, [{ type: "system_group", id: groupId }])),
  ),
  graph_systemTraverseUserGroup: ofSystem(nothing),
  graph_systemTraversePolicyGroup: ofSystem(nothing),
  graph_userTraverseSystem: ofUser((id, { state }) =>
    state.bindings.systemsOf(id).map((system) => traversed("system", system)),
  ),
  graph_userAssociationsList: (call, context) =>
    ofUser((id, { state }) =>
      isTarget(call, "system")
        ? state.bindings.systemsOf(id).map((system) => connection("system", system))
        : [],
    )(call, context),
  graph_userAssociationsPost: bind("user"),
  graph_userMemberOf: ofUser(nothing),
  systems_getFDEKey(call, context) {
    const id = pathOf(call, "system_id");
    const row = context.state.systems.get(id);
    if (row === undefined || valueAt(row, "fde.keyPresent") !== true) return notFound(call, context);
    return json({ key: `SANDBOX-${id.slice(0, 8).toUpperCase()}-${id.slice(-6).toUpperCase()}` });
  },
} satisfies Handlers;
