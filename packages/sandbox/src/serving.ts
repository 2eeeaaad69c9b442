import type { Engine } from "./server/engine.ts";

/** Members that only a server of a sandbox uses. A symbol, so that it is not part of what they see. */
export const SERVING: unique symbol = Symbol.for("mdmkit.sandbox.serving");

export type Serving<Credentials, AccountOptions> = {
  engine(): Engine;
  /** Path of the base URL. */
  readonly basePath: string;
  credentials(origin: string): Credentials;
  accountOptions(origin: string): AccountOptions;
  /** From now on time passes for the sandbox as it does outside, unless it was given a clock. */
  useRealClock(): void;
};
