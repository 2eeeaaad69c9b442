import { PermissionError, UnsupportedOperationError } from "@mdmkit/runtime";

/** A read that the pages of a list share. */
export type SharedRead<Options, Result> = {
  /** What was read, or is being read; a read that failed is tried again, unless the account may not or cannot read it at all. */
  get(options: Options): Promise<Result>;
  /** Tries again what the account could not read. */
  forgive(): void;
  /** Forgets what was read: a list begins. */
  restart(): void;
};

/** Reads once for all pages of a list. What an account lacks is asked for once, and the error repeated. */
export function createSharedRead<Options, Result>(
  read: (options: Options) => Promise<Result>,
): SharedRead<Options, Result> {
  let kept: Promise<Result> | undefined;
  let isLacking = false;
  function restart(): void {
    kept = undefined;
    isLacking = false;
  }
  return {
    get(options) {
      if (kept) return kept;
      const reading = read(options);
      kept = reading;
      reading.catch((error) => {
        if (kept !== reading) return;
        isLacking = error instanceof PermissionError || error instanceof UnsupportedOperationError;
        if (!isLacking) kept = undefined;
      });
      return reading;
    },
    forgive() {
      if (isLacking) restart();
    },
    restart,
  };
}
