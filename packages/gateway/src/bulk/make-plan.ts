import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { AbortedError } from "@mdmkit/runtime";
import {
  type ActionInputs,
  type ActionName,
  type BulkPlan,
  type BulkTarget,
  type ListReport,
  planBulk,
} from "@mdmkit/unified";
import type { AccountInUse } from "../accounts/use-account.ts";
import { type CallDetails, withCallDetails } from "../operations/call-details.ts";
import { toErrorResponse } from "../responses/error-response.ts";
import type { BulkSummary, StoredBulk } from "../store/bulk/bulk-store.ts";
import type { BulkServices } from "./services.ts";

export type Targets = { readonly targets: readonly BulkTarget[]; readonly report: ListReport | null };

type Wish = {
  readonly action: ActionName;
  readonly inputs: ActionInputs[ActionName];
  /** Reads the list of devices, if they come from one. */
  readonly findTargets: (signal: AbortSignal) => Promise<Targets>;
  /** As the document names it. */
  readonly wireAction: StoredBulk["action"];
};

/** Clients give up after 15 seconds or later. */
const WAIT_MS = 5_000;

/**
 * Makes and stores a plan, and returns its id when it is made, or after a few seconds while it goes on. What fails before that is thrown,
 * and leaves no plan.
 */
export async function makePlan(
  { store: { bulk: store }, jobs }: BulkServices,
  { account, details }: { readonly account: AccountInUse; readonly details: CallDetails },
  { action, wireAction, inputs, findTargets }: Wish,
): Promise<string> {
  jobs.assertOpen();
  const id = await store.begin({ account: account.account, action: wireAction });
  details.recordId = id;
  const own: CallDetails = { ...details, sent: [], outwaitsPauses: true };
  const release = account.permit.keep();
  let isAwaited = true;
  let failure: { readonly error: unknown } | undefined;

  async function plan(signal: AbortSignal): Promise<void> {
    const { targets, report } = await findTargets(signal);
    const request = { action, inputs, targets, account: account.account.id, signal };
    const made = await planBulk(account.vendor, request);
    await account.assertStillUsable();
    await store.complete(id, made, summaryOf(id, made, report));
  }

  async function work(signal: AbortSignal): Promise<void> {
    try {
      await withCallDetails(own, () => plan(signal));
    } catch (thrown) {
      const error = signal.aborted ? stopped(thrown) : thrown;
      failure = { error };
      if (isAwaited) return await store.remove(id);
      await account.reportFailure(error);
      await store.fail(id, { ...NOTHING, error: toErrorResponse(error, own).body });
    } finally {
      release();
    }
  }

  const over = new AbortController();
  const time = wait(WAIT_MS, undefined, { signal: over.signal, ref: false }).catch(() => {});
  await Promise.race([jobs.start({ id, run: 0 }, work), time]);
  over.abort();
  isAwaited = false;
  if (failure) throw failure.error;
  return id;
}

const NOTHING: BulkSummary = {
  ...{ inputs: {}, secrets: [], devices: 0, requests: 0, operations: [] },
  ...{ report: null, confirm: null, error: null },
};

const stopped = (cause: unknown): AbortedError =>
  new AbortedError("The plan was cancelled, or the service stopped, before it was made.", {
    outcome: "not-sent",
    cause,
  });

function summaryOf(id: string, plan: BulkPlan, report: ListReport | null): BulkSummary {
  const { inputs, secrets, devices, requests } = plan;
  const operations = new Map<string, number>();
  for (const device of devices)
    for (const name of new Set(device.operations)) operations.set(name, (operations.get(name) ?? 0) + 1);
  return {
    ...{
      inputs: { ...inputs },
      secrets: [...secrets],
      devices: devices.length,
      requests,
      report,
      error: null,
    },
    operations: [...operations].map(([operation, count]) => ({ operation, devices: count })),
    confirm: `${devices.length}-${hashOf(id, plan)}`,
  };
}

const HASH_LENGTH = 8;

/** Differs from that of every other plan, so that a confirmation is of what was looked at. */
function hashOf(id: string, { action, inputs, devices }: BulkPlan): string {
  const text = JSON.stringify([id, action, inputs, devices.map((device) => device.id)]);
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
}
