import type { Exchange } from "@mdmkit/runtime";
import type { ActionResult } from "./model.ts";

export type WriteOptions = {
  signal?: AbortSignal;
  /** Extra query parameters for the last vendor request, untransformed. */
  remoteQuery?: Readonly<Record<string, unknown>>;
  /** Called for each vendor request that succeeded, without secrets. */
  onExchange?: (exchange: Exchange) => void;
  /** True sends nothing and returns the exact vendor requests instead. */
  dryRun?: boolean;
};

export type DryRun = WriteOptions & {
  /** Sends nothing and returns the exact vendor requests instead. */
  dryRun: true;
};

/** What a write would send. */
export type WritePreview = Pick<ActionResult, "requests"> & { dry_run: true };
