import type { Row } from "../../../engine/records/values.ts";
import { json } from "../../../engine/request/call.ts";
import { hash32 } from "../../../fleet/draw.ts";
import type { JumpCloudState } from "../state/state.ts";
import { type Handler, type Handlers, notFound } from "./handler.ts";
import { listRows } from "./lists.ts";

type Outcome = "success" | "failed" | "pending";

function outcomeOf(policyId: string, systemId: string): Outcome {
  const roll = hash32(7, policyId + systemId) % 100;
  if (roll < 80) return "success";
  return roll < 90 ? "failed" : "pending";
}

/** The result of a policy on a system. Its id is made of both ids. */
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

function resultsOfPolicy(state: JumpCloudState, id: string): Row[] {
  return state.linked({ collection: "policy", id }, "system").map((system) => result(state, id, system));
}

function allResults(state: JumpCloudState): Row[] {
  return state.catalog.policies.ids().flatMap((id) => resultsOfPolicy(state, id));
}

const policiesOf = (state: JumpCloudState, id: string) =>
  state.linked({ collection: "system", id }, "policy");

const listResults: Handler = (call, context) =>
  listRows(call, context, resultsOfPolicy(context.state, call.id));

export const policyHandlers = {
  policies_get: ({ record }) => json({ ...record, configFields: [], notes: "", values: [] }),
  policyresults_list: listResults,
  policystatuses_policiesList: listResults,
  policyresults_org_list: (call, context) => listRows(call, context, allResults(context.state)),
  policyresults_get(call, context) {
    const found = allResults(context.state).find((row) => row.id === call.id);
    return found === undefined ? notFound(call, context) : json(found);
  },
  policystatuses_systemsList(call, context) {
    const { state } = context;
    const rows = policiesOf(state, call.id).map((policy) => result(state, policy, call.id));
    return listRows(call, context, rows);
  },
  AggregatedPolicyResults_Get({ id }, { state }) {
    const policies = policiesOf(state, id);
    const which = (outcome: Outcome) => policies.filter((policy) => outcomeOf(policy, id) === outcome);
    // int64 as protobuf sends it in JSON: text.
    const policyCountData = {
      total: String(policies.length),
      success: String(which("success").length),
      failed: String(which("failed").length),
      pending: String(which("pending").length),
      duplicate: "0",
      unsupportedOs: "0",
    };
    return json({ failedPolicies: which("failed"), pendingPolicies: which("pending"), policyCountData });
  },
} satisfies Handlers;
