import { AbortedError, InvalidInputError, MdmError } from "@mdmkit/runtime";
import type { ResourceName } from "../contract/capabilities.ts";
import { emptyReport } from "../contract/list-report.ts";
import type { Listing } from "../contract/listing.ts";
import { type AccountOutcome, type AccountSource, type ListSource, RECORD_NAMES } from "./account-source.ts";
import { interleave, type Walk } from "./interleave.ts";
import { joinDevices } from "./join-devices.ts";

type CombinedOptions = {
  readonly resource: ResourceName;
  /** Of the lists. */
  readonly options: object | undefined;
  readonly concurrency: number;
};

type AnyRecord = { id: string };
type AnyFound = { account: string; device: AnyRecord };

/** One resource of many accounts, read page by page in the order of arrival. */
export function createCombinedListing(
  accounts: Readonly<Record<string, AccountSource>>,
  { resource, options, concurrency }: CombinedOptions,
) {
  const name = RECORD_NAMES[resource];
  let outcomes: Record<string, AccountOutcome> = {};

  async function* read(): AsyncGenerator<AnyFound, void, undefined> {
    const current: Record<string, AccountOutcome> = {};
    outcomes = current;
    const stop = new AbortController();
    function* walks() {
      for (const [account, { [resource]: source }] of Object.entries(accounts)) {
        yield openWalk(account, { source, options, signal: stop.signal, outcomes: current });
      }
    }
    for await (const { account, items } of interleave(walks(), { concurrency, stop })) {
      // Named after its kind: `device`, `user` …
      for (const item of items) yield { account, [name]: item } as AnyFound;
    }
  }

  const toArray = async () => {
    const all: AnyFound[] = [];
    for await (const one of read()) all.push(one);
    return all;
  };

  return {
    [Symbol.asyncIterator]: read,
    toArray,
    join: async () => {
      const found = await toArray();
      const keepsEnrollments = Object.keys(accounts).filter(
        (account) => outcomes[account]?.plan?.keepsEnrollments,
      );
      return joinDevices(found, { keepsEnrollments });
    },
    get outcomes() {
      return outcomes;
    },
    get complete() {
      return Object.keys(accounts).every((account) => outcomes[account]?.report.complete === true);
    },
  };
}

type Opening = {
  readonly source: ListSource | undefined;
  readonly options: object | undefined;
  readonly signal: AbortSignal;
  /** Where the walk stores its outcome. */
  readonly outcomes: Record<string, AccountOutcome>;
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
