import { beforeEach, describe, expect, it, vi } from "vitest";
import { createTestGateway, LINES } from "../fixtures/test-gateway.ts";
import { retryAtOnce } from "../fixtures/time.ts";

// A vendor's 429 is waited for only within `pauseLimitMs` of the start of the call. Common clients give up after 30 s.

const gateway = await createTestGateway();
const { call, of, sandboxes } = gateway;
const { jumpcloud } = sandboxes;
const lists = () => jumpcloud.requests.filter(({ operation }) => operation === "systems_list").length;

beforeEach(async () => {
  retryAtOnce();
  jumpcloud.reset();
  await gateway.connectAccount("jumpcloud");
});

const nextTurn = () => new Promise((next) => setImmediate(next));

/** Runs a call, and lets time pass until it ends, once the vendor got `requests` of its lists. */
async function afterPause<Result>(requests: number, run: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  try {
    let isRunning = true;
    const running = run().finally(() => {
      isRunning = false;
    });
    while (lists() < requests) await nextTurn();
    while (isRunning) {
      vi.advanceTimersByTime(100);
      await nextTurn();
    }
    return await running;
  } finally {
    vi.useRealTimers();
  }
}

describe("a vendor's 429", () => {
  it("is passed on at once when its Retry-After is longer than a call waits", async () => {
    jumpcloud.inject({ type: "rate-limit", retryAfter: 15, operation: "systems_list", times: 99 });
    const { status, headers } = await call("GET", of("jumpcloud", "devices"));
    expect([status, lists()]).toEqual([429, 1]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(10);
    expect((await call("GET", of("jumpcloud", "devices"))).status).toBe(429);
    expect(lists()).toBe(1);
  });

  it("is waited for when that is short", async () => {
    jumpcloud.inject({ type: "rate-limit", retryAfter: 5, operation: "systems_list" });
    const { status } = await afterPause(1, () => call("GET", of("jumpcloud", "devices")));
    expect([status, lists()]).toEqual([200, 2]);
  });

  it("is waited for as long as it takes once a stream has begun", async () => {
    jumpcloud.inject({ type: "rate-limit", retryAfter: 15, operation: "systems_list", page: 2 });
    const { text } = await afterPause(2, () =>
      call("GET", of("jumpcloud", "devices", "truto_response_format=stream&limit=10"), LINES),
    );
    expect(JSON.parse(text.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ report: { complete: true } });
  });
});

it("can be set", async () => {
  const patient = await createTestGateway({ pauseLimitMs: 100 });
  patient.sandboxes.jumpcloud.inject({ type: "rate-limit", retryAfter: 1, operation: "systems_list" });
  expect((await patient.call("GET", patient.of("jumpcloud", "devices"))).status).toBe(429);
});
