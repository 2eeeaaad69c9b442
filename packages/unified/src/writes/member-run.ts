import { MdmError } from "@mdmkit/runtime";
import type { GroupMembersResult } from "../contract/model.ts";
import type { Plan } from "../contract/plan.ts";
import type { PrimaryCall } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import { assertResponse } from "./confirmation.ts";
import { executePlan, inSteps } from "./execute.ts";
import { previewPlan } from "./preview.ts";

export type MemberOutcome = Omit<GroupMembersResult["members"][number], "id">;

/** Changes of members, part by part, with the outcome of each device. */
export type MemberRun = {
  readonly outcomes: Map<string, MemberOutcome>;
  /** Of all parts, in the order in which they were planned. */
  readonly requests: GroupMembersResult["requests"];
  /** Devices whose request was sent, and failed. */
  readonly doubtful: ReadonlySet<string>;
  /** True once something failed that would meet all other devices too. */
  readonly hasEnded: boolean;
  /**
   * Plans a part and sends it. A part that is refused is halved, so that the others in it are not refused for one. Rejects for a failure
   * before the first request that is about more than a device.
   */
  perform(ids: readonly string[]): Promise<void>;
};

type RunOptions = {
  readonly dryRun: boolean;
  readonly plan: (ids: readonly string[]) => Plan | Promise<Plan>;
  readonly call: PrimaryCall;
};

/** What can be wrong with one device alone. */
const OF_ONE: ReadonlySet<string> = new Set([
  ...["invalid-input", "not-found", "conflict", "validation"],
  ...["invalid-response", "unsupported-capability"],
]);
const OF_ALL: ReadonlySet<string> = new Set(["aborted", "authentication", "permission", "rate-limit"]);
/** A second one in a row is of all: each may have waited for its retries. */
const OF_VENDOR: ReadonlySet<string> = new Set(["vendor-unavailable", "timeout", "connection"]);

/** Each part is planned right before it is sent: a plan that is made of what the vendor has then replaces nothing that came since. */
export function createMemberRun(vendor: Vendor, { dryRun, plan: planFor, call }: RunOptions): MemberRun {
  const outcomes = new Map<string, MemberOutcome>();
  const requests: GroupMembersResult["requests"][number][] = [];
  const doubtful = new Set<string>();
  let hasSent = false;
  let hasEnded = false;
  let wasUnavailable = false;

  function note(ids: readonly string[], outcome: MemberOutcome): void {
    for (const id of ids) outcomes.set(id, outcome);
  }

  async function perform(ids: readonly string[]): Promise<void> {
    if (hasEnded) return;
    let isSent = false;
    try {
      const plan = inSteps(await planFor(ids));
      requests.push(...previewPlan(vendor, plan));
      if (dryRun) return note(ids, { status: "planned" });
      isSent = hasSent = true;
      assertResponse(vendor, plan, await executePlan(vendor, plan, call));
      note(ids, { status: "done" });
      wasUnavailable = false;
    } catch (error) {
      if (!MdmError.is(error) || !(hasSent || OF_ONE.has(error.code))) throw error;
      await noteFailure(ids, { error, isSent });
    }
  }

  async function noteFailure(
    ids: readonly string[],
    { error, isSent }: { error: MdmError; isSent: boolean },
  ): Promise<void> {
    const status = statusOf(error, isSent);
    if (status === "failed" && ids.length > 1 && OF_ONE.has(error.code)) {
      const middle = Math.ceil(ids.length / 2);
      await perform(ids.slice(0, middle));
      return perform(ids.slice(middle));
    }
    const isUnavailable = OF_VENDOR.has(error.code);
    hasEnded = OF_ALL.has(error.code) || (isUnavailable && wasUnavailable);
    wasUnavailable = isUnavailable;
    note(ids, { status, reason: error.message });
    if (isSent && !OF_ALL.has(error.code)) for (const id of ids) doubtful.add(id);
  }

  return {
    outcomes,
    requests,
    doubtful,
    get hasEnded() {
      return hasEnded;
    },
    perform,
  };
}

function statusOf({ code, outcome }: MdmError, isSent: boolean): MemberOutcome["status"] {
  if (isSent && (outcome === "indeterminate" || outcome === "partial")) return "unknown";
  return OF_ONE.has(code) || (isSent && outcome !== "not-sent") ? "failed" : "not_sent";
}
