import type { Exchange } from "@mdmkit/runtime";
import type { ActionResult } from "./model.ts";

/** Options of every write. */
export type WriteOptions = {
  /** Ends the call and its requests. A write that was sent may have been done. */
  signal?: AbortSignal;
  /** Extra query parameters for the last vendor request, untransformed. */
  remoteQuery?: Readonly<Record<string, unknown>>;
  /** Called for each vendor request that succeeded, without secrets. */
  onExchange?: (exchange: Exchange) => void;
  /** True sends nothing and returns the exact vendor requests instead. */
  dryRun?: boolean;
};

/** Options of a call that sends nothing. */
export type DryRun = WriteOptions & {
  /** Sends nothing and returns the exact vendor requests instead. */
  dryRun: true;
};

/** What a write would send. */
export type WritePreview = Pick<ActionResult, "requests"> & {
  /** Nothing was sent. */
  dry_run: true;
};
