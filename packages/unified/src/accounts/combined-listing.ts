import { AbortedError, AccountsFailedError, InvalidInputError, MdmError } from "@mdmkit/runtime";
import type { ResourceName } from "../contract/capabilities.ts";
import { emptyReport } from "../contract/list-report.ts";
import type { Listing } from "../contract/listing.ts";
import {
  type AccountOutcome,
  type AccountOutcomes,
  type AccountSource,
  type ListSource,
  RECORD_NAMES,
} from "./account-source.ts";
import { interleave, type Walk } from "./interleave.ts";
import { joinFleet } from "./join-fleet.ts";

type CombinedOptions = {
  readonly resource: ResourceName;
  /** Of the lists. */
  readonly options: object | undefined;
  readonly concurrency: number;
  /** Whether the walk ends without an error when an account failed. */
  readonly partial: boolean;
};

type AnyRecord = { id: string };
type AnyFound = { account: string; device: AnyRecord };
type Outcomes = Record<string, AccountOutcome>;

/** One resource of many accounts, read page by page in the order of arrival. */
export function createCombinedListing(
  accounts: Readonly<Record<string, AccountSource>>,
  { resource, options, concurrency, partial }: CombinedOptions,
) {
  const name = RECORD_NAMES[resource];
  let latest: Outcomes = {};
  const isComplete = (outcomes: Outcomes) =>
    Object.keys(accounts).every((account) => outcomes[account]?.report.complete === true);

  async function* read(outcomes: Outcomes = {}): AsyncGenerator<AnyFound, void, undefined> {
    latest = outcomes;
    const stop = new AbortController();
    function* walks() {
      for (const [account, { [resource]: source }] of Object.entries(accounts)) {
        yield openWalk(account, { source, options, signal: stop.signal, outcomes });
      }
    }
    for await (const { account, items } of interleave(walks(), { concurrency, stop })) {
      // Named after its kind: `device`, `user` …
      for (const item of items) yield { account, [name]: item } as AnyFound;
    }
    if (!partial) assertNoneFailed(outcomes, `${resource}.list`);
  }

  async function collect(): Promise<AccountOutcomes & { records: AnyFound[] }> {
    const outcomes: Outcomes = {};
    const records: AnyFound[] = [];
    for await (const one of read(outcomes)) records.push(one);
    return { records, outcomes, complete: isComplete(outcomes) };
  }

  return {
    [Symbol.asyncIterator]: () => read(),
    toArray: async () => {
      const all = await collect();
      return partial ? all : all.records;
    },
    join: async () => joinFleet(await collect()),
    get outcomes() {
      return latest;
    },
    get complete() {
      return isComplete(latest);
    },
  };
}

/** How many accounts an error message names. */
const NAMED = 5;

function assertNoneFailed(outcomes: Outcomes, operation: string): void {
  const all = Object.entries(outcomes);
  const failed = all.flatMap(([account, { error }]) => (error ? [[account, error] as const] : []));
  if (failed.length === 0) return;
  const names = failed.slice(0, NAMED).map(([account, { code }]) => `${account} (${code})`);
  if (failed.length > NAMED) names.push(`${failed.length - NAMED} more`);
  throw new AccountsFailedError(`${failed.length} of ${all.length} accounts failed: ${names.join(", ")}.`, {
    operation,
    advice: "See `errors`. To go on without these accounts, pass `partial: true` and look at `outcomes`.",
    errors: Object.fromEntries(failed),
    retryable: failed.every(([, { retryable }]) => retryable),
  });
}

type Opening = {
  readonly source: ListSource | undefined;
  readonly options: object | undefined;
  readonly signal: AbortSignal;
  /** Where the walk stores its outcome. */
  readonly outcomes: Outcomes;
};

function openWalk(account: string, { source, options, signal, outcomes }: Opening): Walk<AnyRecord> {
  let listing: Listing<AnyRecord> | undefined;
  // A list that cannot be created, for example of a resource the vendor lacks, counts as failed.
  async function* pages() {
    listing = source?.list(options as never);
    if (listing) yield* listing.pages({ signal });
  }
  return {
    account,
    pages: pages(),
    settle(error) {
      if (error !== undefined && !isOwnAffair(error)) throw error;
      const { report, plan } = listing ?? { report: { ...emptyReport(), reason: "failed" } };
      outcomes[account] = { report, plan, error };
    },
  };
}

/** Errors of vendor and network belong to one account. An abort, invalid input or a bug ends the whole walk. */
function isOwnAffair(error: unknown): error is MdmError {
  return MdmError.is(error) && !(error instanceof AbortedError) && !(error instanceof InvalidInputError);
}
