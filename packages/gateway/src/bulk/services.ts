import type { UseAccount } from "../accounts/use-account.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { Store } from "../store/store.ts";
import type { Jobs } from "./jobs.ts";

/** What bulk actions work with. */
export type BulkServices = {
  readonly store: Store;
  readonly useAccount: UseAccount;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly metrics: Metrics;
};
