import { MdmError } from "@mdmkit/runtime";
import { GatewayError } from "../errors/gateway-error.ts";
import { StoreError } from "../errors/store-error.ts";
import { errorLocation } from "../observe/log.ts";
import type { WalkKind } from "../store/fleet/sync.ts";
import type { EndedWalk, WalkClaim, WalkCounts } from "../store/fleet/walk.ts";
import { WalkReplacedError } from "../store/fleet/walk.ts";
import { confirmMissing } from "./confirm-missing.ts";
import type { FleetSource } from "./fleet-source.ts";
import { readHints } from "./read-hints.ts";
import type { FleetServices } from "./services.ts";
import { walkList } from "./walk-list.ts";

/** How a walk ended. `retryable`: repeating it soon may succeed. */
export type RanWalk = Pick<EndedWalk, "status" | "problem" | "counts"> & { readonly retryable: boolean };

const TOO_MANY = 429;

/**
 * Reads a list once and stores what it has, as the only one who writes from now on. An incremental walk of a list whose vendor does
 * not tell what changed is a full one. Undefined if the sync is not found, or there is nothing to do. Never rejects because of the vendor.
 */
export async function runWalk(
  services: FleetServices,
  { sync, kind }: { readonly sync: number; readonly kind: WalkKind },
  signal: AbortSignal,
): Promise<RanWalk | undefined> {
  const claim = await services.store.fleet.walks.begin(sync, kind);
  if (!claim) return undefined;
  const { account, resource } = claim.sync;
  const work: Work = { claim, kind, counts: { created: 0, updated: 0, missing: 0, returned: 0 } };
  const ended = await services
    .useSource(claim, signal, (source) => perform(services, source, work))
    .catch((error: unknown) => toFailure(services, account, error));
  const isEnded = await services.store.fleet.walks.end(claim, { ...ended, counts: work.counts });
  const { created, updated, missing, returned } = work.counts;
  const isQuiet =
    kind === "events" && ended.status === "complete" && created + updated + missing + returned === 0;
  if (isQuiet) await services.store.fleet.walks.forget(claim);
  const ran = { ...ended, status: isEnded ? ended.status : "interrupted", counts: work.counts } as const;
  services.log(ran.status === "failed" ? "warn" : "info", "walk", {
    ...{ account, resource, kind, walk: claim.walk, status: ran.status },
    ...work.counts,
  });
  return ran;
}

type Ended = Omit<EndedWalk, "counts"> & { readonly retryable: boolean };

function toFailure({ log }: FleetServices, account: string, error: unknown): Ended {
  const failed = { status: "failed", report: null, retryable: false } as const;
  if (error instanceof StoreError) throw error;
  if (error instanceof WalkReplacedError) return { ...failed, status: "interrupted", problem: error.message };
  if (error instanceof GatewayError)
    return { ...failed, problem: error.message, retryable: error.status === TOO_MANY };
  if (MdmError.is(error)) {
    const isAborted = error.code === "aborted";
    const status = isAborted ? "interrupted" : "failed";
    return { ...failed, status, problem: error.problem, retryable: error.retryable || isAborted };
  }
  log("error", "unexpected", { account, ...errorLocation(error) });
  return { ...failed, problem: "The walk failed; see the log.", retryable: true };
}

type Work = {
  readonly claim: WalkClaim;
  readonly kind: WalkKind;
  /** What was published so far, also if the walk fails. */
  readonly counts: WalkCounts;
};

async function perform(services: FleetServices, source: FleetSource, work: Work): Promise<Ended> {
  if (work.kind !== "events") return performWalk(services, source, work);
  try {
    await readHints(services, source, work);
    return { status: "complete", report: null, problem: null, retryable: false };
  } finally {
    services.published.send();
  }
}

async function performWalk(services: FleetServices, source: FleetSource, work: Work): Promise<Ended> {
  const { claim, kind, counts } = work;
  const { store, published } = services;
  const { listing, isIncremental } = source.list(kind === "incremental" ? claim.sync.readThrough : null);
  try {
    const unseen = await walkList(store, claim, listing, counts);
    const { report, plan } = listing;
    const keepsEnrollments = plan.keepsEnrollments === true;
    const incomplete = { status: "incomplete", report, keepsEnrollments, retryable: false } as const;
    if (!report.complete) return { ...incomplete, problem: `The list is incomplete: ${report.reason}.` };
    const complete = { ...incomplete, status: "complete", problem: null } as const;
    if (isIncremental || unseen.length === 0) return complete;
    const { gone, found } = await confirmMissing(unseen, {
      known: report.records + unseen.length,
      read: source.get,
    });
    await publishMissing(services, claim, gone);
    counts.missing += gone.length;
    if (gone.length === unseen.length) return complete;
    return { ...incomplete, problem: doubt(unseen.length, found) };
  } finally {
    published.send();
  }
}

function doubt(unseen: number, found: number): string {
  return found > 0
    ? `The list lacked ${unseen} known records, of which the vendor still has some.`
    : `The list lacked ${unseen} known records, which is more than half, and the vendor offers no read that could confirm it.`;
}

async function publishMissing(
  { store }: FleetServices,
  claim: WalkClaim,
  gone: readonly string[],
): Promise<void> {
  const { walks, pace } = store.fleet;
  for (let start = 0; start < gone.length; start += pace.batch) {
    const items = gone.slice(start, start + pace.batch).map((id) => ({ id, kind: "missing" as const }));
    await walks.publish(claim, items, "diff");
  }
}
