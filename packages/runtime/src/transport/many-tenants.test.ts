import { describe, expect, it } from "vitest";
import type { Authenticator } from "../auth/authenticator.ts";
import { createLimitedVendor } from "../fixtures/limited-vendor.ts";
import { simulateClock } from "../fixtures/simulated-clock.ts";
import { client } from "../fixtures/vendor.ts";

// Many tenants of a vendor in one process, each at its limit all the time. Time is simulated; `pnpm bench limits` does the same in real time.

const TENANTS = 40;
const CALLS = 60;
const LIMIT = { requests: 10, seconds: 1 };
const ALLOWED_MS = (CALLS / LIMIT.requests - 1) * 1000;

/** A token that arrives after a while, and that all requests of a tenant wait for. */
function slowToken(wait: (milliseconds: number) => Promise<void>): Authenticator {
  let token: Promise<void> | undefined;
  return {
    authorize: () => {
      token ??= wait(250);
      return token;
    },
  };
}

async function run(network: { least: number; most: number }) {
  const clock = simulateClock();
  const vendor = createLimitedVendor(LIMIT, clock, network);
  const tenants = Array.from({ length: TENANTS }, async (_, number) => {
    const options = { fetch: vendor.fetchOfTenant(), auth: slowToken(clock.wait), tenant: `${number}` };
    const { get } = client({ ...clock, ...options, rateLimit: LIMIT });
    const from = clock.now();
    await Promise.all(Array.from({ length: CALLS }, (_, id) => get({ path: { id: `${id}` } })));
    return clock.now() - from;
  });
  const times = await clock.until(Promise.all(tenants));
  const mean = times.reduce((sum, time) => sum + time, 0) / TENANTS;
  return { refused: vendor.refused / vendor.requests, mean, longest: Math.max(...times) };
}

describe.each([
  ["near", { least: 5, most: 25 }],
  ["far", { least: 80, most: 140 }],
  ["over a network of very different delays", { least: 10, most: 190 }],
  ["slow to respond", { least: 400, most: 480 }],
])("a vendor that is %s", (_, network) => {
  it("is used as much as it allows, without refusals and by all tenants alike", async () => {
    const { refused, mean, longest } = await run(network);
    expect(refused).toBeLessThan(0.02);
    expect(longest).toBeLessThan(mean * 1.2);
    expect(longest).toBeLessThan(ALLOWED_MS * 1.15 + 2 * network.most + 250); // the token, the first response and the last one
  });
});
