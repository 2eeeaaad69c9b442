import { createLimiter, type Limiter } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { createPauseLimit } from "./pause-limit.ts";

const withPauseLimit = createPauseLimit(() => 10_000);
const withoutPauseLimit = createPauseLimit(() => Number.POSITIVE_INFINITY);

function limited(): Limiter {
  return withPauseLimit(createLimiter({ concurrency: 1 }));
}

describe("a call during a pause of the vendor", () => {
  it("fails at once when the pause is longer than it may wait", async () => {
    const limiter = limited();
    limiter.pause(60_000);
    await expect(limiter.take({})).rejects.toMatchObject({ code: "rate-limit", retryAfter: 60 });
  });

  it("fails when such a pause begins while it is queued, and its place goes to the next", async () => {
    const limiter = limited();
    await limiter.take({});
    const queued = limiter.take({});
    limiter.pause(60_000);
    await expect(queued).rejects.toMatchObject({ code: "rate-limit", retryAfter: 60 });
  });

  it("fails when another account of the limiter begins it", async () => {
    const shared = createLimiter({ concurrency: 1 });
    const [one, other] = [withPauseLimit(shared), withPauseLimit(shared)];
    await one.take({});
    const queued = other.take({});
    one.pause(60_000);
    await expect(queued).rejects.toMatchObject({ code: "rate-limit" });
  });

  it("stays queued when the pause is short, or when it may wait as long as it takes", async () => {
    for (const limiter of [limited(), withoutPauseLimit(createLimiter({ concurrency: 1 }))]) {
      await limiter.take({});
      const leave = new AbortController();
      const queued = limiter.take({ signal: leave.signal });
      limiter.pause(5000);
      leave.abort(new Error("still queued"));
      await expect(queued).rejects.toThrow("still queued");
    }
  });
});
