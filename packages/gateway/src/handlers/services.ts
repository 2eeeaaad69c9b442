import type { CallLimit } from "../accounts/call-limit.ts";
import type { AccountOpener } from "../accounts/open-accounts.ts";
import type { Jobs } from "../bulk/jobs.ts";
import type { FleetReader } from "../fleet/fleet-reader.ts";
import type { Log } from "../observe/log.ts";
import type { RecordServices } from "../records/record-call.ts";
import type { Store } from "../store/store.ts";

/** What handlers work with. */
export type Services = RecordServices & {
  /** Bulk actions that are planned or run in this process. */
  readonly jobs: Jobs;
  readonly store: Store;
  readonly fleet: FleetReader;
  /** Lets processes that run walks notice changes to syncs at once, if this is one. */
  readonly wakeWalks: () => void;
  /** Lets them notice at once that there is something to deliver. */
  readonly wakeDeliveries: () => void;
  /** Throws `InvalidInputError` for an address that messages must not be sent to. */
  readonly assertAllowedTarget: (url: string) => void;
  readonly opener: AccountOpener;
  readonly callLimit: CallLimit;
  readonly log: Log;
  /** Throws `InvalidInputError` when a value is an address that credentials must not be sent to. */
  readonly assertAllowedValues: (vendor: string, values: Readonly<Record<string, string>>) => Promise<void>;
};
