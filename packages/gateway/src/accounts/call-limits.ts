import { GatewayError } from "../errors/gateway-error.ts";

/** Limits the calls that each account may have under way in this process: one whose vendor hangs must not fill it. */
export type CallPlaces = {
  /** Runs a call of an account; throws 429 when there are as many as there may be. */
  within<Result>(account: string, run: (place: Place) => Result | Promise<Result>): Promise<Result>;
};

/** Of a call among those of its account. */
export type Place = {
  /** For what goes on after `run`: keeps the place until `Leave` is called. */
  keep(): Leave;
};

/** Gives a place back; false when that was done before. */
export type Leave = () => boolean;

/** Of a call that sends nothing, and so holds nobody up. */
export const UNCOUNTED: Place = { keep: () => () => true };

const RETRY_AFTER_SECONDS = 1;

export function createCallPlaces(most: number): CallPlaces {
  const taken = new Map<string, number>();

  function take(account: string): Leave {
    const before = taken.get(account) ?? 0;
    if (before >= most) throw tooMany(most);
    taken.set(account, before + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return false;
      isTaken = false;
      const left = (taken.get(account) ?? 0) - 1;
      if (left > 0) taken.set(account, left);
      else taken.delete(account);
      return true;
    };
  }

  return {
    async within(account, run) {
      const leave = take(account);
      let isKept = false;
      const keep = () => {
        isKept = true;
        return leave;
      };
      try {
        const result = await run({ keep });
        if (!isKept) leave();
        return result;
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}

function tooMany(most: number): GatewayError {
  const message = `This integrated account has ${most} calls under way, as many as it may. Nothing was sent; try again when some have ended.`;
  return new GatewayError(429, message, { headers: { "retry-after": String(RETRY_AFTER_SECONDS) } });
}
