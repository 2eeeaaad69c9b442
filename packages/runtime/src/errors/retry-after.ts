/** Seconds the vendor asks to wait, from any of the usual headers; the vendor's own clock counts, not ours. */
export function retryAfter(headers: Headers, status: number, now: number): number | undefined {
  const clock = Date.parse(headers.get("date") ?? "") || now;
  const asked = headers.get("retry-after");
  if (asked) return seconds(asked, clock);
  if (status !== 429) return undefined;
  const reset =
    headers.get("ratelimit-reset") ?? headers.get("x-ratelimit-reset") ?? headers.get("x-rate-limit-reset");
  return reset ? seconds(reset, clock) : undefined;
}

function seconds(value: string, clock: number): number | undefined {
  const number = Number(value);
  // A number this large is a moment, in seconds or milliseconds since 1970.
  const moment = Number.isNaN(number) ? Date.parse(value) : number > 1e11 ? number : number * 1000;
  const wait = Number.isNaN(number) || number > 1e8 ? moment - clock : moment;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait) / 1000;
}
