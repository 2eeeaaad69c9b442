import { randomUUID } from "node:crypto";
import type { Listing, Mdm, Vendor } from "@mdmkit/unified";
import type { UseAccount } from "../accounts/use-account.ts";
import { type CallDetails, withCallDetails } from "../operations/call-details.ts";
import { unredacted } from "../secrets/redaction.ts";
import type { FleetResource, WalkClaim } from "../store/fleet/fleet-store.ts";
import type { ApiToken } from "../store/store.ts";

type AnyRecord = { readonly id: string };

/** Where a walk reads from: a list of a vendor, and single records of it. */
export type FleetSource = {
  /**
   * The list; with a time, only what changed since then, if the vendor itself can select that.
   */
  list(since: string | null): {
    readonly listing: Pick<Listing<AnyRecord>, "pages" | "report" | "plan">;
    readonly isIncremental: boolean;
  };
  /** Reads one record; rejects with `NotFoundError` when the vendor has none with this id. Undefined where the vendor has none. */
  readonly get: ((id: string) => Promise<unknown>) | undefined;
};

/** Runs something with the source of a sync, and updates the status of its account by the result. */
export type UseSource = <Result>(
  claim: WalkClaim,
  signal: AbortSignal,
  work: (source: FleetSource) => Promise<Result>,
) => Promise<Result>;

/** What a walk may do, in place of a client's token. */
const WALKER: ApiToken = {
  ...{ id: "walk", name: "walk", scopes: ["read"], accounts: "all" },
  ...{ createdAt: "", expiresAt: null, lastUsedAt: null },
};

/** Uses accounts as calls of clients do, within the same limits. */
export function createUseSource(useAccount: UseAccount): UseSource {
  return ({ sync: { account, resource }, walk }, signal, work) => {
    const details: CallDetails = {
      ...{ requestId: `walk-${walk}-${randomUUID()}`, operation: "walk", startedAt: performance.now() },
      ...{ outwaitsPauses: true, token: WALKER, sent: [], rateLimit: {}, redact: unredacted },
    };
    const call = { details, query: { integrated_account_id: account } };
    return withCallDetails(details, () =>
      useAccount(call, `${resource}.list`, (mdm) => work(sourceOf(mdm, resource, signal))),
    );
  };
}

/** A change that a vendor notes late is not missed, nor one that comes after a clock was set back. */
const OVERLAP_MS = 10 * 60_000;

function sourceOf(mdm: Mdm<Vendor>, resource: FleetResource, signal: AbortSignal): FleetSource {
  const options = { remoteData: false, signal } as const;
  return {
    list(since) {
      if (since !== null && (resource === "devices" || resource === "apps")) {
        const from = Math.min(Date.parse(since), Date.now()) - OVERLAP_MS;
        const isTold = mdm
          .capabilities()
          [resource].filters.some(
            ({ name, applied_by }) => name === "updated_since" && applied_by === "vendor",
          );
        const updated_since = new Date(from).toISOString();
        const listing = isTold ? mdm[resource].list({ ...options, updated_since }) : undefined;
        if (listing?.plan.pushed.includes("updated_since")) return { listing, isIncremental: true };
      }
      return { listing: mdm[resource].list(options), isIncremental: false };
    },
    get: mdm.supports(`${resource}.get`) ? (id) => mdm[resource].get(id, options) : undefined,
  };
}
