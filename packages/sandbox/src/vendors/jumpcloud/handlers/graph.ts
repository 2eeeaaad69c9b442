import type { End } from "../../../engine/operations/links.ts";
import type { Row } from "../../../engine/records/values.ts";
import { valueAt } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import type { Context, Handlers } from "./handler.ts";
import { notFound } from "./handler.ts";
import { listGraph, listRows } from "./lists.ts";

const object = ({ collection, id }: End): Row => ({ id, type: collection });

/** An object with one path to it: one step when bound directly, one more through each group. */
function traversed(end: End, through: readonly End[]): Row {
  const ends = [...through, end].map(object);
  const path = ends.map((to, at) => ({ to, ...(at > 0 ? { from: ends[at - 1] } : {}) }));
  return { ...object(end), compiledAttributes: {}, paths: [path] };
}

/** Associations and members are listed as edges, everything else with the paths that lead to it. */
export function listLinked(
  call: Call & { id: string },
  ends: readonly End[],
  context: Context,
): VendorResponse {
  if (/\/(associations|members)$/.test(call.operation.path))
    return listGraph(
      call,
      context,
      ends.map((end) => ({ to: object(end), attributes: null })),
    );
  // Policies reach a system through the group of its platform.
  const [group = ""] = context.state.links.list({ collection: "system", id: call.id }, "system_group");
  const groups = [{ collection: "system_group", id: group }];
  return listGraph(
    call,
    context,
    ends.map((end) => traversed(end, end.collection === "policy" ? groups : [])),
  );
}

export const graphHandlers = {
  groups_list(call, context) {
    const { groups, userGroups } = context.state.catalog;
    const rows = [...groups.all(), ...userGroups.all()];
    const shown = rows.map(({ id, name, type, attributes, description, email }) => ({
      ...{ id, name, type, attributes },
      ...{ description, email },
    }));
    return listRows(call, context, shown);
  },
  systems_getFDEKey(call, context) {
    const { record, id } = call;
    if (valueAt(record, "fde.keyPresent") !== true) return notFound(call, context);
    return json({ key: `SANDBOX-${id.slice(0, 8).toUpperCase()}-${id.slice(-6).toUpperCase()}` });
  },
} satisfies Handlers;
