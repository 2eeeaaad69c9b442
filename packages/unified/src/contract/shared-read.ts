import { createLackGuard } from "./lack-guard.ts";

/** A read that the pages of a list share. */
export type SharedRead<Options, Result> = {
  /** What was read, or is being read. A read that failed is tried again, unless the account lacks what it reads. */
  get(options: Options): Promise<Result>;
  /** Tries again what the account lacked. */
  forgive(): void;
  /** Forgets what was read: a list begins. */
  restart(): void;
};

/** Reads once for all pages of a list. What an account lacks is asked for once, and the error repeated. */
export function createSharedRead<Options, Result>(
  read: (options: Options) => Promise<Result>,
): SharedRead<Options, Result> {
  const unlessLacking = createLackGuard();
  let kept: Promise<Result> | undefined;
  return {
    get(options) {
      if (kept) return kept;
      const reading = unlessLacking.run(() => read(options));
      kept = reading;
      reading.catch(() => {
        if (kept === reading) kept = undefined;
      });
      return reading;
    },
    forgive: unlessLacking.forget,
    restart() {
      kept = undefined;
      unlessLacking.forget();
    },
  };
}
