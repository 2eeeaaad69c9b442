import { randomUUID } from "node:crypto";
import { MdmError } from "@mdmkit/runtime";
import type { Listing, Mdm, Vendor } from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import { StoreError } from "../errors/store-error.ts";
import { errorLocation } from "../observe/log.ts";
import { type CallDetails, withCallDetails } from "../operations/call-details.ts";
import { unredacted } from "../secrets/redaction.ts";
import type {
  EndedWalk,
  FleetResource,
  WalkClaim,
  WalkCounts,
  WalkKind,
} from "../store/fleet/fleet-store.ts";
import { WalkReplacedError } from "../store/fleet/walk-replaced-error.ts";
import type { ApiToken } from "../store/store.ts";
import { confirmMissing, type ReadOne } from "./confirm-missing.ts";
import type { FleetServices } from "./services.ts";
import { walkList } from "./walk-list.ts";

/** How a walk ended. `retryable`: repeating it soon may succeed. */
export type RanWalk = Pick<EndedWalk, "status" | "problem" | "counts"> & { readonly retryable: boolean };

type AnyRecord = { readonly id: string };

/** A change that a vendor notes late is not missed. */
const OVERLAP_MS = 10 * 60_000;
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
  const work: Work = { claim, kind, signal, counts: { created: 0, updated: 0, missing: 0, returned: 0 } };
  const ended = await useSync(services, claim, (mdm) => performWalk(services, mdm, work)).catch(
    (error: unknown) => toFailure(services, account, error),
  );
  const isEnded = await services.store.fleet.walks.end(claim, { ...ended, counts: work.counts });
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
  readonly signal: AbortSignal;
  /** What was published so far, also if the walk fails. */
  readonly counts: WalkCounts;
};

async function performWalk(services: FleetServices, mdm: Mdm<Vendor>, work: Work): Promise<Ended> {
  const { claim, kind, signal, counts } = work;
  const { store, published } = services;
  const { resource, readThrough } = claim.sync;
  const { listing, isIncremental } = openListing(
    mdm,
    resource,
    kind === "incremental" ? readThrough : null,
    signal,
  );
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
      read: readerOf(mdm, resource, signal),
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

/** The list to read; only what changed since a time where the vendor itself can tell that. */
function openListing(
  mdm: Mdm<Vendor>,
  resource: FleetResource,
  since: string | null,
  signal: AbortSignal,
): { listing: Listing<AnyRecord>; isIncremental: boolean } {
  const options = { remoteData: false, signal } as const;
  if (since !== null && (resource === "devices" || resource === "apps")) {
    const updated_since = new Date(Date.parse(since) - OVERLAP_MS).toISOString();
    const isTold = mdm
      .capabilities()
      [resource].filters.some(({ name, applied_by }) => name === "updated_since" && applied_by === "vendor");
    const listing = isTold ? mdm[resource].list({ ...options, updated_since }) : undefined;
    if (listing?.plan.pushed.includes("updated_since")) return { listing, isIncremental: true };
  }
  return { listing: mdm[resource].list(options), isIncremental: false };
}

function readerOf(mdm: Mdm<Vendor>, resource: FleetResource, signal: AbortSignal): ReadOne | undefined {
  if (!mdm.supports(`${resource}.get`)) return undefined;
  return (id) => mdm[resource].get(id, { remoteData: false, signal });
}

/** What a walk may do, in place of a client's token. */
const WALKER: ApiToken = {
  ...{ id: "walk", name: "walk", scopes: ["read"], accounts: "all" },
  ...{ createdAt: "", expiresAt: null, lastUsedAt: null },
};

/** Uses the account of a sync as calls of clients do: within the same limits, with its status updated by the result. */
function useSync(
  { useAccount }: FleetServices,
  { sync: { account, resource }, walk }: WalkClaim,
  work: (mdm: Mdm<Vendor>) => Promise<Ended>,
): Promise<Ended> {
  const details: CallDetails = {
    ...{ requestId: `walk-${walk}-${randomUUID()}`, operation: "walk", startedAt: performance.now() },
    ...{ outwaitsPauses: true, token: WALKER, sent: [], rateLimit: {}, redact: unredacted },
  };
  const call = { details, query: { integrated_account_id: account } };
  return withCallDetails(details, () => useAccount(call, `${resource}.list`, work));
}
