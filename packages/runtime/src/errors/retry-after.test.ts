import { expect, it } from "vitest";
import { retryAfter } from "./retry-after.ts";

const now = Date.UTC(2026, 0, 1, 12);
const http = (offset: number) => new Date(now + offset).toUTCString();
const HOUR = 3_600_000;

it.each<[string, Record<string, string>, number, number | undefined]>([
  ["seconds", { "retry-after": "120" }, 503, 120],
  ["zero", { "retry-after": "0" }, 429, 0],
  [
    "a date, against the vendor's clock in step with ours",
    { "retry-after": http(30_000), date: http(0) },
    429,
    30,
  ],
  [
    "a date, when the vendor's clock is an hour ahead",
    { "retry-after": http(HOUR + 30_000), date: http(HOUR) },
    429,
    30,
  ],
  [
    "a date, when the vendor's clock is an hour behind",
    { "retry-after": http(30_000 - HOUR), date: http(-HOUR) },
    429,
    30,
  ],
  ["a date without a Date header", { "retry-after": http(30_000) }, 429, 30],
  ["a date that has passed", { "retry-after": http(-30_000), date: http(0) }, 429, 0],
  ["seconds in ratelimit-reset", { "ratelimit-reset": "45" }, 429, 45],
  [
    "seconds since 1970 in x-ratelimit-reset",
    { "x-ratelimit-reset": `${now / 1000 + 45}`, date: http(0) },
    429,
    45,
  ],
  [
    "milliseconds since 1970 in x-rate-limit-reset",
    { "x-rate-limit-reset": `${now + 45_000}`, date: http(0) },
    429,
    45,
  ],
  ["Retry-After before a reset header", { "retry-after": "1", "ratelimit-reset": "45" }, 429, 1],
  ["no reset header but on 429", { "ratelimit-reset": "45" }, 503, undefined],
  ["nothing", {}, 429, undefined],
  ["nonsense", { "retry-after": "soon" }, 429, undefined],
  ["text with a number, which is no date", { "retry-after": "wait 45" }, 429, undefined],
  ["a header that was sent twice", { "retry-after": "7, 7" }, 429, 7],
  ["the longest of two", { "retry-after": "3, 7" }, 429, 7],
  ["a date of RFC 3339", { "retry-after": new Date(now + 30_000).toISOString(), date: http(0) }, 429, 30],
  ["the quota that is used up", { ratelimit: '"default";r=0;t=9' }, 429, 9],
  ["the quota that is used up of several", { ratelimit: '"hour";r=5;t=900, "second";r=0;t=1' }, 429, 1],
  ["no quota that is not used up", { ratelimit: '"default";r=5;t=9' }, 429, undefined],
  ["no quota but on 429", { ratelimit: '"default";r=0;t=9' }, 503, undefined],
  ["a negative number", { "retry-after": "-5" }, 429, 0],
])("reads %s", (_what, headers, status, seconds) => {
  expect(retryAfter(new Headers(headers), status, now)).toBe(seconds);
});
