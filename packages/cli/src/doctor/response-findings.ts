import type { Finding } from "./finding.ts";
import type { Observed } from "./observed-fetch.ts";

/** Tokens and signatures are refused where clocks differ by more; `Date` has whole seconds. */
const MOST_SKEW_SECONDS = 60;
/** A limit is nearly used up when less of it is left. */
const LEAST_LEFT = 0.1;

/** The difference between this machine's clock and the host's. */
export function clockFinding(observed: readonly Observed[]): Finding {
  const check = "clock";
  const skews = observed.flatMap(({ headers, sentAt, receivedAt }) => {
    const date = Date.parse(headers.get("date") ?? "");
    return Number.isNaN(date) ? [] : [Math.round((date - (sentAt + receivedAt) / 2) / 1000)];
  });
  const [skew] = skews.sort((one, other) => Math.abs(one) - Math.abs(other));
  if (skew === undefined) return { check, status: "skipped", detail: "The responses have no date." };
  const amount = Math.abs(skew);
  if (amount <= MOST_SKEW_SECONDS) return { check, status: "ok", detail: "It agrees with the host's clock." };
  return {
    check,
    status: "warning",
    detail: `It is ${amount} seconds ${skew > 0 ? "behind" : "ahead of"} the host's clock.`,
    advice: "Set the clock of this machine: tokens can be refused, and filters by time miss records.",
  };
}

const LIMIT_HEADER = /^(x-)?rate-?limit(-|$)/;

/** What the responses say of rate limits. */
export function limitFinding(observed: readonly Observed[]): Finding {
  const check = "rate limit";
  const refused = observed.find(({ status }) => status === 429);
  if (refused) {
    const after = refused.headers.get("retry-after");
    const detail = `The vendor refuses requests (429)${after ? `; Retry-After: ${after}` : ""}.`;
    return {
      check,
      status: "warning",
      detail,
      advice: "Wait, or find out what else uses these credentials.",
    };
  }
  const named = observed.flatMap(({ headers }) => {
    const own = [...headers].filter(([name]) => LIMIT_HEADER.test(name));
    return own.length > 0 ? [own] : [];
  });
  const last = named.at(-1);
  if (!last) return { check, status: "ok", detail: "The responses name no limit." };
  const values = new Map(last);
  const find = (ending: string) =>
    Number([...values].find(([name]) => name.endsWith(ending))?.[1] ?? Number.NaN);
  const share = find("-remaining") / find("-limit");
  const detail = `${last.map(([name, value]) => `${name}: ${value}`).join("; ")}.`;
  return share < LEAST_LEFT
    ? {
        check,
        status: "warning",
        detail,
        advice: "Little is left: find out what else uses these credentials.",
      }
    : { check, status: "ok", detail };
}
