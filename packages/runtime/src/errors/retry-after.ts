/** Seconds the vendor asks to wait, from any of the usual headers; the vendor's own clock counts, not ours. */
export function retryAfter(headers: Headers, status: number, now: number): number | undefined {
  const clock = Date.parse(headers.get("date") ?? "") || now;
  const asked = headers.get("retry-after");
  if (asked) return seconds(asked, clock);
  if (status !== 429) return undefined;
  const window = windowOf(headers.get("ratelimit"));
  if (window !== undefined) return window;
  const reset =
    headers.get("ratelimit-reset") ?? headers.get("x-ratelimit-reset") ?? headers.get("x-rate-limit-reset");
  return reset ? seconds(reset, clock) : undefined;
}

/** Dates of HTTP and RFC 3339. `Date.parse` takes more, such as "wait 45" for a year. */
const DATE = /^([a-z]{3,9}, .+ GMT|\d{4}-\d\d-\d\dT\S+)$/i;

function seconds(value: string, clock: number): number | undefined {
  // A header that was sent twice is a list: the longest wait is meant.
  const wait = DATE.test(value)
    ? (Date.parse(value) - clock) / 1000
    : Math.max(...value.split(",").map((part) => secondsOf(Number(part), clock)));
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** A number this large is a moment, in seconds or milliseconds since 1970. */
function secondsOf(number: number, clock: number): number {
  if (number <= 1e8 || Number.isNaN(number)) return number;
  return (number > 1e11 ? number : number * 1000) / 1000 - clock / 1000;
}

/** Seconds until the quotas that are used up are new, as in `"default";r=0;t=9` of the draft for rate limit headers. */
function windowOf(value: string | null): number | undefined {
  const waits = (value ?? "").split(",").flatMap((quota) => {
    const wait = /;\s*r=0\b/.test(quota) ? /;\s*t=(\d+)/.exec(quota)?.[1] : undefined;
    return wait === undefined ? [] : [Number(wait)];
  });
  return waits.length > 0 ? Math.max(...waits) : undefined;
}
