import type { HydrateOptions, Listing, ListOptions, UnifiedComponents } from "@mdmkit/unified";
import { errorLocation, type Log } from "../observe/log.ts";
import { type CallDetails, withCallDetails } from "../operations/call-details.ts";
import { namedFields } from "../records/field-names.ts";
import { assertHydrates, type RecordServices } from "../records/record-call.ts";
import type { AnyRecord, Lists, Resource } from "../records/resource.ts";
import { isExpected, toErrorResponse } from "../responses/error-response.ts";
import type { IntegratedAccount, Store } from "../store/store.ts";
import { chosenAccounts } from "./chosen-accounts.ts";

type Outcome = UnifiedComponents["schemas"]["AccountListOutcome"];

/** What handlers of several accounts work with. */
export type SeveralServices = RecordServices & { readonly store: Store; readonly log: Log };

export type SeveralCall = {
  readonly query: {
    readonly integrated_account_ids?: readonly string[];
    readonly truto_ignore_remote_data?: boolean;
    readonly hydrate?: readonly string[];
    readonly hydrate_requests?: number;
  };
  readonly signal: AbortSignal;
  readonly details: CallDetails;
};

/** The list of one account, and its outcome. */
export type AccountList<Item> = {
  readonly account: IntegratedAccount;
  readonly items: readonly Item[];
  /** Absent if the list could not be started. */
  readonly listing: Pick<Listing<Item>, "plan" | "report"> | undefined;
  readonly outcome: Outcome;
};

/** Accounts that are read at the same time, each within its own limits. */
const ACCOUNTS_AT_ONCE = 8;

export type Wish<Item, Filters> = {
  readonly resource: Resource<Lists<Item, Filters>>;
  readonly filters: Filters;
};

export function optionsOf<Item extends AnyRecord, Filters extends object>(
  { query, signal }: SeveralCall,
  { resource, filters }: Wish<Item, Filters>,
) {
  assertHydrates(query);
  const { hydrate: names, hydrate_requests: hydrateRequests } = query;
  return {
    ...filters,
    ...(names && { hydrate: namedFields<Item>(resource.schema, { path: "query.hydrate", names }) }),
    ...(hydrateRequests !== undefined && { hydrateRequests }),
    remoteData: !query.truto_ignore_remote_data,
    signal,
  };
}

/**
 * Reads the lists of several accounts to their ends. An account that fails does not stop the others; only when the whole call is
 * aborted, this throws.
 */
export async function readAccounts<Item extends AnyRecord, Filters extends object>(
  services: SeveralServices,
  call: SeveralCall,
  { resource, filters }: Wish<Item, Filters>,
): Promise<AccountList<Item>[]> {
  const options = optionsOf(call, { resource, filters });
  const accounts = await chosenAccounts(services.store, call.details, call.query.integrated_account_ids);
  const lists: AccountList<Item>[] = [];
  const queue = accounts.entries();
  const worker = async () => {
    for (const [index, account] of queue) {
      const items: Item[] = [];
      const read = async (listing: Listing<Item>) => {
        for await (const item of listing) items.push(item);
      };
      const list = await readAccount(services, call, { account, resource, options, read });
      lists[index] = { ...list, items };
    }
  };
  await Promise.all(Array.from({ length: ACCOUNTS_AT_ONCE }, worker));
  return lists;
}

/** An account, the list of it, and what reads this. */
export type Reading<Item, Filters> = {
  readonly account: IntegratedAccount;
  readonly resource: Resource<Lists<Item, Filters>>;
  readonly options: Filters & ListOptions & HydrateOptions<keyof Item & string>;
  readonly read: (listing: Listing<Item>) => Promise<void>;
};

/** Reads the list of one account. Throws only when the whole call is aborted. */
export async function readAccount<Item extends AnyRecord, Filters extends object>(
  { useAccount, log }: SeveralServices,
  { details, signal }: SeveralCall,
  { account, resource, options, read }: Reading<Item, Filters>,
): Promise<Omit<AccountList<Item>, "items">> {
  // Details of its own, so that its status and secrets are not mixed up with those of other accounts.
  const own: CallDetails = { ...details, sent: [], requestedAccount: account };
  let listing: Listing<Item> | undefined;
  const use = () =>
    useAccount(
      { details: own, query: { integrated_account_id: account.id } },
      `${resource.name}.list`,
      async (mdm) => {
        listing = resource.of(mdm).list(options);
        await read(listing);
      },
    );
  let error: Outcome["error"] = null;
  try {
    await withCallDetails(own, use);
  } catch (thrown) {
    signal.throwIfAborted();
    if (!isExpected(thrown))
      log("error", "unexpected", {
        request_id: details.requestId,
        account: account.id,
        ...errorLocation(thrown),
      });
    error = toErrorResponse(thrown, own).body;
  }
  details.sent.push(...own.sent);
  const { id, name, vendor } = account;
  const report = listing?.report ?? null;
  const outcome = {
    ...{ integrated_account_id: id, name, vendor },
    complete: error === null && report?.complete === true,
    report,
    error,
  };
  return { account, listing, outcome };
}
