import { describe, expect, it } from "vitest";
import { client, failure, fastClock, json, manualClock, scripted, settled } from "../fixtures/vendor.ts";
import type { Limiter, LimiterWait } from "./limiter.ts";
import { createLimiter } from "./limiter.ts";
import { limiterFor } from "./tenant-limiters.ts";

/** Queues `count` takers and notes the order and the moment in which they may start. */
function takers(limiter: Limiter, clock: { now(): number }, count: number) {
  const from = clock.now();
  const started: [number, number][] = [];
  for (let number = 0; number < count; number++) {
    const turn = limiter.take({});
    if (turn) turn.then(() => started.push([number, clock.now() - from]));
    else started.push([number, 0]);
  }
  return started;
}

describe("concurrency", () => {
  it("starts no more than allowed, first come first served", async () => {
    const limiter = createLimiter({ concurrency: 2 });
    const started = takers(limiter, { now: () => 0 }, 4);
    await settled();
    expect(started.map(([number]) => number)).toEqual([0, 1]);
    limiter.release();
    await settled();
    limiter.release();
    await settled();
    expect(started.map(([number]) => number)).toEqual([0, 1, 2, 3]);
  });

  it("starts requests in the order they came", async () => {
    const clock = manualClock();
    const limiter = createLimiter({ concurrency: 1 }, clock);
    limiter.take({});
    const first = limiter.take({});
    limiter.release();
    expect(limiter.take({})).toBeInstanceOf(Promise);
    await first;
  });
});

describe("rate", () => {
  it("starts at most so many in any span of time", async () => {
    const clock = manualClock();
    const limiter = createLimiter({ requests: 2, seconds: 10 }, clock);
    const started = takers(limiter, clock, 5);
    await clock.move(9_999);
    expect(started).toEqual([
      [0, 0],
      [1, 0],
    ]);
    await clock.move(1);
    await clock.move(10_000);
    expect(started).toEqual([
      [0, 0],
      [1, 0],
      [2, 10_000],
      [3, 10_000],
      [4, 20_000],
    ]);
  });

  it("spreads them with a burst of one", async () => {
    const clock = manualClock();
    const started = takers(createLimiter({ requests: 10, seconds: 10, burst: 1 }, clock), clock, 3);
    await clock.move(1000);
    await clock.move(1000);
    expect(started).toEqual([
      [0, 0],
      [1, 1000],
      [2, 2000],
    ]);
  });

  it("reports why and how long a caller waits", () => {
    const clock = manualClock();
    const limiter = createLimiter({ requests: 1, seconds: 5 }, clock);
    const waits: LimiterWait[] = [];
    const onWait = (wait: LimiterWait) => waits.push(wait);
    limiter.take({ onWait });
    limiter.take({ onWait });
    expect(waits).toEqual([{ reason: "rate", milliseconds: 5000 }]);
  });
});

describe("abort and pause", () => {
  it("forgets a caller whose signal aborts, and the next one moves up", async () => {
    const limiter = createLimiter({ concurrency: 1 });
    const controller = new AbortController();
    limiter.take({});
    const second = limiter.take({ signal: controller.signal });
    const third = limiter.take({});
    controller.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    limiter.release();
    await expect(third).resolves.toBeUndefined();
  });

  it("leaves no timer behind when all who waited have gone", async () => {
    const clock = manualClock();
    const limiter = createLimiter({ requests: 1, seconds: 60 }, clock);
    const controller = new AbortController();
    limiter.take({});
    const second = limiter.take({ signal: controller.signal });
    expect(clock.pending()).toBe(1);
    controller.abort();
    await expect(second).rejects.toThrow();
    expect(clock.pending()).toBe(0);
  });

  it("starts no request during a pause", async () => {
    const clock = manualClock();
    const limiter = createLimiter({}, clock);
    limiter.pause(3000);
    const started = takers(limiter, clock, 2);
    await clock.move(2999);
    expect(started).toEqual([]);
    expect(limiter.paused()).toBe(1);
    await clock.move(1);
    expect(started).toEqual([
      [0, 3000],
      [1, 3000],
    ]);
  });
});

describe("one limiter per tenant", () => {
  it("pauses both clients of a tenant on a 429 of one, and no other client", async () => {
    const clock = manualClock();
    const refusal = new Response("", { status: 429, headers: { "retry-after": "5" } });
    const { fetch, seen } = scripted(refusal, ({ url }) => json({ id: Number(url.at(-1)) }));
    const elsewhere = scripted(json({ id: 4 }));
    const one = client({ ...clock, fetch, tenant: "limiter-a" });
    const two = client({ ...clock, fetch, tenant: "limiter-a" });
    const other = client({ ...clock, fetch, tenant: "limiter-b" });
    const behindAnotherFetch = client({ ...clock, fetch: elsewhere.fetch, tenant: "limiter-a" });
    const first = one.get({ path: { id: "1" } });
    await settled();
    expect(seen).toHaveLength(1);
    const second = two.get({ path: { id: "2" } });
    await other.get({ path: { id: "3" } });
    await behindAnotherFetch.get({ path: { id: "4" } });
    await settled();
    expect(seen.map(({ url }) => url.at(-1))).toEqual(["1", "3"]);
    await clock.move(5000);
    expect(await Promise.all([first, second])).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it("fails a call at once when the pause outlasts its deadline", async () => {
    const clock = manualClock();
    const { fetch, seen } = scripted(new Response("", { status: 429, headers: { "retry-after": "300" } }));
    const paused = client({ ...clock, fetch, tenant: "limiter-c" });
    await failure(paused.create());
    const error = await failure(paused.create());
    expect([error.code, error.retryAfter, error.status, seen.length]).toEqual([
      "rate-limit",
      300,
      undefined,
      1,
    ]);
  });

  it("pauses a quarter of an hour at most, whatever the vendor says", async () => {
    const clock = manualClock();
    const { fetch } = scripted(
      new Response("", { status: 429, headers: { "retry-after": "99999999" } }),
      json({}),
    );
    const limiter = createLimiter({}, clock);
    await failure(client({ ...clock, fetch, limiter }).create());
    expect(limiter.paused()).toBe(900_000);
  });

  it("keeps a thousand and drops only idle ones", () => {
    const clock = fastClock();
    const sharedBy = {};
    const busy = limiterFor({ sharedBy, tenant: "kept" }, { concurrency: 1 }, clock);
    const idle = limiterFor({ sharedBy, tenant: "dropped" }, { concurrency: 1 }, clock);
    busy.take({});
    for (let number = 0; number < 1000; number++)
      limiterFor({ sharedBy, tenant: `tenant ${number}` }, undefined, clock);
    expect(limiterFor({ sharedBy, tenant: "kept" }, undefined, clock)).toBe(busy);
    expect(limiterFor({ sharedBy, tenant: "dropped" }, undefined, clock)).not.toBe(idle);
  });
});
