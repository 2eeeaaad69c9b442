import type { CallPlaces } from "../accounts/call-limits.ts";
import type { AccountOpener } from "../accounts/open-accounts.ts";
import type { UseAccount } from "../accounts/use-account.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { Store } from "../store/store.ts";

/** What handlers work with. */
export type Services = {
  readonly store: Store;
  readonly opener: AccountOpener;
  /** Of the calls of each account that call its vendor. */
  readonly places: CallPlaces;
  readonly useAccount: UseAccount;
  readonly metrics: Metrics;
  /** Throws `InvalidInputError` for values that name an address credentials must not be sent to. */
  readonly assertAllowedValues: (vendor: string, values: Readonly<Record<string, string>>) => Promise<void>;
};
