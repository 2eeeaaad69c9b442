import { randomUUID } from "node:crypto";
import type { Capability, ListGap, Listing, Mdm, Vendor } from "@mdmkit/unified";
import type { AccountInUse, UseAccount } from "../accounts/use-account.ts";
import { type CallDetails, withCallDetails } from "../operations/call-details.ts";
import { unredacted } from "../secrets/redaction.ts";
import type { FleetResource } from "../store/fleet/sync.ts";
import type { WalkClaim } from "../store/fleet/walk.ts";
import type { ApiToken } from "../store/store.ts";

type AnyRecord = { readonly id: string };

/** Where a walk reads from: a list of a vendor, and single records of it. */
export type FleetSource = {
  /**
   * The list; with a time, only what changed since then, if the vendor itself can select that or some of the rest.
   */
  list(since: string | null): {
    readonly listing: Pick<Listing<AnyRecord>, "pages" | "report" | "plan">;
    readonly isIncremental: boolean;
  };
  /** Reads one record; rejects with `NotFoundError` when the vendor has none with this id. Undefined where the vendor has no such read. */
  readonly get: ((id: string) => Promise<ReadRecord>) | undefined;
};

/** A single record with the fields that lists have, and what could not be read of it. */
export type ReadRecord = { readonly record: AnyRecord; readonly gaps: ListGap[] };

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

/** Runs something with the events of an account's vendor. */
export type UseEvents = <Result>(
  account: string,
  signal: AbortSignal,
  work: (events: Vendor["events"]) => Promise<Result>,
) => Promise<Result>;

/** Uses accounts as calls of clients do, within the same limits. */
export function createUseSource(useAccount: UseAccount): UseSource {
  return ({ sync: { account, resource }, walk }, signal, work) =>
    asWalker(
      useAccount,
      { account, name: `walk-${walk}`, capability: `${resource}.list` },
      (mdm, { vendor }) => work(sourceOf(mdm, vendor, resource, signal)),
    );
}

export function createUseEvents(useAccount: UseAccount): UseEvents {
  return (account, _signal, work) =>
    asWalker(useAccount, { account, name: "events", capability: undefined }, (_mdm, { vendor }) =>
      work(vendor.events),
    );
}

type Call = { readonly account: string; readonly name: string; readonly capability: Capability | undefined };

function asWalker<Result>(
  useAccount: UseAccount,
  { account, name, capability }: Call,
  run: (mdm: Mdm<Vendor>, account: AccountInUse) => Promise<Result>,
): Promise<Result> {
  const details: CallDetails = {
    ...{ requestId: `${name}-${randomUUID()}`, operation: "walk", startedAt: performance.now() },
    ...{ outwaitsPauses: true, token: WALKER, sent: [], rateLimit: {}, redact: unredacted },
  };
  const call = { details, query: { integrated_account_id: account } };
  return withCallDetails(details, () => useAccount(call, capability, run));
}

/** A change that a vendor notes late is not missed, nor one that comes after a clock was set back. */
const OVERLAP_MS = 10 * 60_000;

function sourceOf(
  mdm: Mdm<Vendor>,
  vendor: Vendor,
  resource: FleetResource,
  signal: AbortSignal,
): FleetSource {
  const options = { remoteData: false, signal } as const;
  return {
    list(since) {
      if (since !== null && (resource === "devices" || resource === "apps")) {
        const from = Math.min(Date.parse(since), Date.now()) - OVERLAP_MS;
        const isTold = mdm
          .capabilities()
          [resource].filters.some(
            ({ name, applied_by }) => name === "updated_since" && applied_by !== "mdmkit",
          );
        const updated_since = new Date(from).toISOString();
        const listing = isTold ? mdm[resource].list({ ...options, updated_since }) : undefined;
        const { pushed = [], narrowed = [] } = listing?.plan ?? {};
        if (listing && [...pushed, ...narrowed].includes("updated_since"))
          return { listing, isIncremental: true };
      }
      return { listing: mdm[resource].list(options), isIncremental: false };
    },
    get: mdm.supports(`${resource}.get`)
      ? async (id) =>
          asListed(await mdm[resource].get(id, options), {
            resource,
            getOnly: vendor[resource]?.getOnly ?? [],
          })
      : undefined,
  };
}

/** Fields that lists do not have are left out; those that lists have of some records are kept as they are stored. */
function asListed(
  { gaps, ...record }: AnyRecord & { readonly gaps?: ListGap[] | null },
  { resource, getOnly }: { readonly resource: FleetResource; readonly getOnly: readonly string[] },
): ReadRecord {
  const listed = Object.entries(record).filter(([name]) => !getOnly.includes(name));
  const unread = { fields: [...getOnly], operation: `${resource}.list`, reason: "lists do not have them" };
  return { record: { ...Object.fromEntries(listed), id: record.id }, gaps: [...(gaps ?? []), unread] };
}
