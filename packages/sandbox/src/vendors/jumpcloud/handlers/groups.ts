import { asText, isRow, valueAt } from "../../../engine/records/values.ts";
import { empty, json } from "../../../engine/request/call.ts";
import { connection, traversed } from "./graph.ts";
import { type Handlers, notFound, pathOf } from "./handler.ts";
import { listGraph, listV2 } from "./lists.ts";

export const groupHandlers = {
  groups_system_list: (call, context) => listV2(call, context, context.state.catalog.groups),
  groups_system_post(call, { state }) {
    const body = isRow(call.body) ? call.body : {};
    const group = state.catalog.groups.insert({
      description: "",
      membershipMethod: "STATIC",
      ...body,
      type: "system_group",
      organizationObjectId: state.inventory.organizationId,
    });
    return json(group, { status: 201 });
  },
  groups_system_get(call, context) {
    const row = context.state.catalog.groups.get(pathOf(call, "id"));
    return row === undefined ? notFound(call, context) : json(row);
  },
  groups_system_put(call, context) {
    const patch = isRow(call.body) ? call.body : {};
    const row = context.state.catalog.groups.update(pathOf(call, "id"), patch);
    return row === undefined ? notFound(call, context) : json(row);
  },
  groups_system_delete(call, context) {
    const row = context.state.catalog.groups.remove(pathOf(call, "id"));
    return row === undefined ? notFound(call, context) : json(row);
  },
  graph_systemGroupMembersList(call, context) {
    const id = pathOf(call, "group_id");
    const { bindings, catalog } = context.state;
    if (catalog.groups.indexOf(id) === undefined) return notFound(call, context);
    return listGraph(
      call,
      context,
      bindings.membersOf(id).map((system) => connection("system", system)),
    );
  },
  graph_systemGroupMembership(call, context) {
    const id = pathOf(call, "group_id");
    const { bindings, catalog } = context.state;
    if (catalog.groups.indexOf(id) === undefined) return notFound(call, context);
    return listGraph(
      call,
      context,
      bindings.membersOf(id).map((system) => traversed("system", system)),
    );
  },
  graph_systemGroupMembersPost(call, context) {
    const id = pathOf(call, "group_id");
    const { bindings, catalog, systems } = context.state;
    const member = asText(valueAt(call.body, "id")) ?? "";
    if (catalog.groups.indexOf(id) === undefined) return notFound(call, context);
    if (systems.indexOf(member) === undefined) {
      return context.fail(call, { status: 400, message: "no such system" });
    }
    bindings.setMember(id, member, valueAt(call.body, "op") !== "remove");
    return empty(204);
  },
} satisfies Handlers;
