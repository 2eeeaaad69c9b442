import type { Context } from "./context.ts";
import type { GlobalValues } from "./global-options.ts";
import type { Session } from "./session.ts";
import type { VendorChoice } from "./choose-vendor.ts";

/** One run of one command. */
export type Call = {
  readonly context: Context;
  /** Arguments after the command's words. */
  readonly args: readonly string[];
  readonly globals: GlobalValues;
  /** The vendor this run is about, with or without credentials. */
  vendor(): Promise<VendorChoice>;
  /** What that vendor can do; needs no credentials. */
  capabilities(): Promise<Capabilities>;
  /** The account. Closed by whoever made the call. */
  open(): Promise<Session>;
  /** A line on stderr, unless quiet. */
  tell(line: string): Promise<void>;
};
