import { GatewayError } from "../errors/gateway-error.ts";

/** Limits the calls of each account in this process, so that an account whose vendor hangs cannot use it up. */
export type CallLimit = {
  /** Runs a call of an account; throws 429 when the account has as many as it may have. */
  run<Result>(account: string, work: (permit: Permit) => Result | Promise<Result>): Promise<Result>;
};

/** The permit of one call. It is released when the call ends, unless it is kept. */
export type Permit = {
  /** For what continues after the call: keeps the permit until the returned function is called. */
  keep(): Release;
};

/** Releases a permit; false when it was released before. */
type Release = () => boolean;

/** For calls that do not call the vendor. */
export const UNLIMITED: Permit = { keep: () => () => true };

const RETRY_AFTER_SECONDS = 1;

export function createCallLimit(limit: number): CallLimit {
  const running = new Map<string, number>();

  function take(account: string): Release {
    const before = running.get(account) ?? 0;
    if (before >= limit) throw tooMany(limit);
    running.set(account, before + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return false;
      isTaken = false;
      const left = (running.get(account) ?? 0) - 1;
      if (left > 0) running.set(account, left);
      else running.delete(account);
      return true;
    };
  }

  return {
    async run(account, work) {
      const release = take(account);
      let isKept = false;
      const keep = () => {
        isKept = true;
        return release;
      };
      try {
        const result = await work({ keep });
        if (!isKept) release();
        return result;
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}

function tooMany(limit: number): GatewayError {
  const message = `This integrated account has ${limit} calls running, which is the limit. Nothing was sent. Try again when some have ended.`;
  return new GatewayError(429, message, { headers: { "retry-after": String(RETRY_AFTER_SECONDS) } });
}
