import { AuthenticationError, MdmError } from "@mdmkit/runtime";
import { type BulkEntry, type BulkLog, type BulkResult, type BulkRun, runBulk } from "@mdmkit/unified";
import type { AccountInUse } from "../accounts/use-account.ts";
import { createBeginWrite, entryFor } from "../calls/audit.ts";
import { errorLocation } from "../observe/log.ts";
import { type CallDetails, currentCallDetails, withCallDetails } from "../operations/call-details.ts";
import type { BulkClaim, BulkStop, EndedRun } from "../store/bulk/bulk-store.ts";
import type { NewAuditEntry } from "../store/store.ts";
import type { BulkServices } from "./services.ts";

type Services = Pick<BulkServices, "store" | "log" | "metrics">;

type RunOptions = {
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly budget?: number | undefined;
  readonly concurrency?: number | undefined;
};

type Run = {
  readonly account: AccountInUse;
  /** Of the request that started the run. */
  readonly details: CallDetails;
  readonly claim: BulkClaim;
  readonly options: RunOptions;
};

/** Runs a claimed plan to its end, writing what becomes of each device to the store and to the audit log. */
export async function runPlan(services: Services, run: Run, signal: AbortSignal): Promise<void> {
  const { claim, details, account } = run;
  const ended = await performRun(services, run, signal);
  services.log(ended.stoppedBy === "error" ? "error" : "info", "bulk-run", {
    request_id: details.requestId,
    account: account.account.id,
    vendor: account.account.vendor,
    run: claim.run,
    devices: claim.plan.devices.length,
    status: ended.status,
    stopped_by: ended.stoppedBy,
  });
  await services.store.bulk.end(claim, ended);
}

async function performRun(services: Services, run: Run, signal: AbortSignal): Promise<EndedRun> {
  const { account, details, claim, options } = run;
  let stop: BulkStop = "error";
  const assertAccess = () =>
    account.assertStillUsable().catch((error: unknown) => {
      if (MdmError.is(error) && error.code === "aborted") stop = "access";
      throw error;
    });
  try {
    const { stopped }: BulkRun = await runBulk(account.vendor, claim.plan, {
      inputs: options.secrets,
      confirm: claim.plan.devices.length,
      log: createLog(services, run),
      entries: claim.entries,
      ...(options.budget !== undefined && { budget: options.budget }),
      ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
      signal,
      async within(id, work) {
        await assertAccess();
        return withCallDetails(detailsOf(services, run, id), work);
      },
    });
    if (stopped === null) return { status: "finished", stoppedBy: null };
    if (stopped === "aborted") return { status: "stopped", stoppedBy: "shutdown" };
    if (stopped === "authentication")
      await account.reportFailure(new AuthenticationError("The vendor rejected the credentials."));
    return { status: "stopped", stoppedBy: stopped };
  } catch (error) {
    if (stop === "error")
      services.log("error", "bulk-run-failed", { request_id: details.requestId, ...errorLocation(error) });
    return { status: "stopped", stoppedBy: stop };
  }
}

/** Each device has details of its own, and with them entries of the audit log. */
function detailsOf(services: Services, { claim, details, account }: Run, id: string): CallDetails {
  const own: CallDetails = {
    ...details,
    requestId: `${details.requestId}.${claim.positions.get(id)}`,
    recordId: id,
    account: account.account,
    sent: [],
    rateLimit: {},
    outwaitsPauses: true,
  };
  own.beginWrite = createBeginWrite(own, () => {}, services);
  return own;
}

const AUDITED: Readonly<Record<BulkResult["outcome"], NewAuditEntry["result"]>> = {
  ...{ done: "done", failed: "failed", unsettled: "unknown", refused: "refused", skipped: "refused" },
};

/** Writes to the store, and results to the audit log, too. */
function createLog({ store, log, metrics }: Services, { claim, account }: Run): BulkLog {
  async function audit(result: NewAuditEntry["result"]): Promise<void> {
    const details = currentCallDetails();
    if (!details) return;
    await store.audit.append({ ...entryFor(details, null), result }).catch((error: unknown) => {
      metrics.auditFailed();
      log("error", "audit-lost", { request_id: details.requestId, ...errorLocation(error) });
    });
  }
  /** Both entries before the first request: without one of them, nothing is sent. */
  async function begin(entry: BulkEntry): Promise<void> {
    await currentCallDetails()?.beginWrite?.();
    await store.bulk.append(claim, entry).catch(async (error: unknown) => {
      await audit("refused");
      throw error;
    });
  }
  return {
    async append(entry) {
      if (entry.outcome === "sending") return begin(entry);
      const message = entry.message === undefined ? undefined : account.redact(entry.message);
      await store.bulk.append(claim, { ...entry, message });
      await audit(entry.outcome === "failed" && !entry.sent ? "refused" : AUDITED[entry.outcome]);
    },
  };
}
