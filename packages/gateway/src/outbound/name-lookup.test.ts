import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createNameLookup, type Resolve } from "./name-lookup.ts";

const TIMEOUT_MS = 1000;
const ADDRESSES = [{ address: "8.8.8.8", family: 4 }];

/** A system resolver that hangs on names beginning with `slow` until they are given up. */
function createSystem() {
  const asked: string[] = [];
  let hanging: (() => void)[] = [];
  let underWay = 0;
  let maxConcurrent = 0;
  const resolve: Resolve = async (hostname) => {
    asked.push(hostname);
    maxConcurrent = Math.max(maxConcurrent, ++underWay);
    await (hostname.startsWith("slow")
      ? new Promise<void>((giveUp) => hanging.push(giveUp))
      : new Promise((next) => setImmediate(next)));
    underWay--;
    return ADDRESSES;
  };
  return {
    resolve,
    asked,
    maxConcurrent: () => maxConcurrent,
    /** Gives up all names that hang, and those that begin to hang then. */
    async giveUp() {
      do {
        for (const end of hanging.splice(0)) end();
        for (let turn = 0; turn < 5; turn++) await new Promise((next) => setImmediate(next));
      } while (hanging.length > 0);
      hanging = [];
    },
  };
}

describe("name lookups", () => {
  const names = (kind: string) => Array.from({ length: 10 }, (_, index) => `${kind}-${index}.example.com`);
  let system: ReturnType<typeof createSystem>;
  let lookup: Resolve;
  afterEach(() => vi.useRealTimers());
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    system = createSystem();
    lookup = createNameLookup({ resolve: system.resolve, timeoutMs: TIMEOUT_MS });
  });
  const failAll = async (hostnames: readonly string[]) => {
    const asked = hostnames.map((name) => lookup(name, 0));
    await new Promise((next) => setImmediate(next)); // lookups begin
    vi.advanceTimersByTime(TIMEOUT_MS);
    for (const one of await Promise.allSettled(asked))
      expect(one).toMatchObject({ status: "rejected", reason: { code: "EAI_AGAIN" } });
  };

  it("run two at a time", async () => {
    const found = await Promise.all(names("good").map((name) => lookup(name, 0)));
    expect(found).toEqual(names("good").map(() => ADDRESSES));
    expect(system.maxConcurrent()).toBe(2);
  });

  it("time out, and are not repeated while they still run", async () => {
    await failAll(["slow.example.com"]);
    await failAll(["slow.example.com"]);
    expect(system.asked).toEqual(["slow.example.com"]);
  });

  it("that timed out before delay only each other", async () => {
    for (const name of names("slow").slice(0, 4)) {
      await failAll([name]);
      await system.giveUp();
    }
    const again = names("slow")
      .slice(0, 4)
      .map((name) => lookup(name, 0).catch((error) => error.code));
    expect(await Promise.all(names("good").map((name) => lookup(name, 0)))).toHaveLength(10);
    vi.advanceTimersByTime(TIMEOUT_MS);
    expect(await Promise.all(again)).toEqual(["EAI_AGAIN", "EAI_AGAIN", "EAI_AGAIN", "EAI_AGAIN"]);
    expect(system.maxConcurrent()).toBe(3);
    await system.giveUp();
  });

  it("that hang for the first time delay others until the system gives them up", async () => {
    await failAll(names("slow").slice(0, 2));
    const waiting = lookup("good.example.com", 0);
    await system.giveUp();
    expect(await waiting).toEqual(ADDRESSES);
  });
});
