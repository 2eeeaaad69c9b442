const NAMES = {
  "ratelimit-limit": ["ratelimit-limit", "x-ratelimit-limit", "x-rate-limit-limit"],
  "ratelimit-remaining": ["ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining"],
  "ratelimit-reset": ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"],
} as const;

/** Seconds since 1970 are greater than this; seconds to wait are smaller. */
const FIRST_TIMESTAMP = 1_000_000_000;

/** The rate limit headers of a vendor's response under one set of names, `reset` in seconds from now. */
export function rateLimitHeaders(headers: Headers, now: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, spellings] of Object.entries(NAMES)) {
    const value = spellings.map((spelling) => headers.get(spelling)).find((text) => text !== null);
    if (value === undefined || value === null || !/^[\w;=,. "-]{1,64}$/.test(value)) continue;
    found[name] = name === "ratelimit-reset" ? secondsFrom(value, now) : value;
  }
  return found;
}

function secondsFrom(value: string, now: number): string {
  const number = Number(value);
  return number > FIRST_TIMESTAMP ? String(Math.max(0, Math.ceil(number - now / 1000))) : value;
}
