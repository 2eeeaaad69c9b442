import type { Row } from "../../../engine/records/values.ts";
import { empty, json } from "../../../engine/request/call.ts";
import { hash32 } from "../../../fleet/draw.ts";
import type { JumpCloudState } from "../state/state.ts";
import { traversed } from "./graph.ts";
import { type Handler, type Handlers, notFound, pathOf } from "./handler.ts";
import { listGraph, listRows, listV2 } from "./lists.ts";

type Outcome = "success" | "failed" | "pending";

function outcomeOf(policyId: string, systemId: string): Outcome {
  const roll = hash32(7, policyId + systemId) % 100;
  if (roll < 80) return "success";
  return roll < 90 ? "failed" : "pending";
}

/** How a policy went on a system. Its id is made of both. */
function result(state: JumpCloudState, policyId: string, systemId: string): Row {
  const outcome = outcomeOf(policyId, systemId);
  const at = new Date(state.fleet.now - 3_600_000).toISOString();
  return {
    id: policyId.slice(-12) + systemId.slice(-12),
    policyID: policyId,
    systemID: systemId,
    state: outcome,
    success: outcome === "success",
    exitStatus: outcome === "failed" ? 1 : 0,
    detail: "",
    stdOut: "",
    stdErr: outcome === "failed" ? "the setting could not be applied" : "",
    startedAt: at,
    endedAt: at,
  };
}

function resultsOfPolicy(state: JumpCloudState, policyId: string): Row[] {
  return state.bindings.systemsWith(policyId).map((system) => result(state, policyId, system));
}

function allResults(state: JumpCloudState): Row[] {
  const { catalog, inventory } = state;
  return catalog.policies
    .indexes()
    .flatMap((index) => resultsOfPolicy(state, inventory.otherId("policy", index)));
}

const listResults: Handler = (call, context) => {
  const id = pathOf(call, "policy_id");
  if (context.state.catalog.policies.indexOf(id) === undefined) return notFound(call, context);
  return listRows(call, context, resultsOfPolicy(context.state, id));
};

export const policyHandlers = {
  policies_list: (call, context) => listV2(call, context, context.state.catalog.policies),
  policies_get(call, context) {
    const row = context.state.catalog.policies.get(pathOf(call, "id"));
    return row === undefined
      ? notFound(call, context)
      : json({ ...row, configFields: [], notes: "", values: [] });
  },
  policies_delete(call, context) {
    const row = context.state.catalog.policies.remove(pathOf(call, "id"));
    return row === undefined ? notFound(call, context) : empty(204);
  },
  graph_policyTraverseSystem(call, context) {
    const id = pathOf(call, "policy_id");
    const { bindings, catalog } = context.state;
    if (catalog.policies.indexOf(id) === undefined) return notFound(call, context);
    return listGraph(
      call,
      context,
      bindings.systemsWith(id).map((system) => traversed("system", system)),
    );
  },
  policyresults_list: listResults,
  policystatuses_policiesList: listResults,
  policyresults_org_list: (call, context) => listRows(call, context, allResults(context.state)),
  policyresults_get(call, context) {
    const id = pathOf(call, "id");
    const found = allResults(context.state).find((row) => row.id === id);
    return found === undefined ? notFound(call, context) : json(found);
  },
  policystatuses_systemsList(call, context) {
    const id = pathOf(call, "system_id");
    const { bindings, systems } = context.state;
    if (systems.indexOf(id) === undefined) return notFound(call, context);
    const rows = bindings.policiesOf(id).map(({ policyId }) => result(context.state, policyId, id));
    return listRows(call, context, rows);
  },
  AggregatedPolicyResults_Get(call, context) {
    const id = pathOf(call, "systemObjectId");
    const { bindings, systems } = context.state;
    if (systems.indexOf(id) === undefined) return notFound(call, context);
    const outcomes = bindings
      .policiesOf(id)
      .map(({ policyId }) => ({ policyId, is: outcomeOf(policyId, id) }));
    const which = (outcome: Outcome) =>
      outcomes.filter(({ is }) => is === outcome).map(({ policyId }) => policyId);
    // int64 as protobuf sends it in JSON: text.
    const policyCountData = {
      total: String(outcomes.length),
      success: String(which("success").length),
      failed: String(which("failed").length),
      pending: String(which("pending").length),
      duplicate: "0",
      unsupportedOs: "0",
    };
    return json({ failedPolicies: which("failed"), pendingPolicies: which("pending"), policyCountData });
  },
} satisfies Handlers;
