import { AbortedError, TimeoutError } from "@mdmkit/runtime";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import { leaksIn, type OpenAccount, openAccount } from "./account.ts";
import { failureOf } from "./failure.ts";
import { healthyRead } from "./healthy.ts";
import { until } from "./observed-fetch.ts";
import type { VendorTest } from "./vendor-test.ts";

type Read = (account: OpenAccount, signal?: AbortSignal) => Promise<unknown>;

/** A caller that aborts, and a vendor that never responds. */
export function testAborts(test: VendorTest, resource: ResourceName): void {
  const reads: Record<"list" | "get", Read> = {
    list: ({ of }, signal) => of(resource).list({ pageSize: 8, prefetch: 3, signal }).toArray(),
    get: ({ of, ids }, signal) => of(resource).get(ids(resource)[0] ?? "", { signal }),
  };

  afterEach(() => void vi.useRealTimers());

  describe.each(["list", "get"] as const)(`leaving ${resource}.%s`, (method) => {
    const read = reads[method];

    it("leaves no request in flight, whenever the caller aborts", async () => {
      const whole = openAccount(test);
      await read(whole);
      const step = Math.ceil(whole.network.calls / 8);
      for (let call = 1; call <= whole.network.calls; call += step) {
        const account = openAccount(test);
        const controller = new AbortController();
        account.network.before(call, () => controller.abort(new Error("enough")));
        const error = await failureOf(() => read(account, controller.signal));
        expect(error).toBeInstanceOf(AbortedError);
        expect(error.cause).toMatchObject({ message: "enough" });
        await until(() => account.network.inFlight === 0);
        const { calls } = account.network;
        await turns(20);
        expect(account.network.calls).toBe(calls);
      }
    });

    it("requests nothing for a signal that has aborted already", async () => {
      const account = openAccount(test);
      expect(await failureOf(() => read(account, AbortSignal.abort()))).toBeInstanceOf(AbortedError);
      expect(account.network.calls).toBe(0);
    });

    it("ends a request that hangs when the caller aborts, or when its time is over", async () => {
      for (const end of ["abort", "timeout"] as const) {
        const account = openAccount(test);
        const { operation } = await healthyRead(test, resource, method);
        account.sandbox.inject({ type: "hang", operation, times: Number.POSITIVE_INFINITY });
        const controller = new AbortController();
        vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
        const failing = failureOf(() => read(account, controller.signal));
        await until(() => account.newRequests().some(({ status }) => status === 0));
        if (end === "abort") controller.abort();
        else vi.advanceTimersByTime(3_600_000);
        const error = await failing;
        vi.useRealTimers();
        expect(error).toBeInstanceOf(end === "abort" ? AbortedError : TimeoutError);
        expect(error).toMatchObject({ vendor: account.vendor.id, operation });
        expect(leaksIn([error], account.secrets)).toEqual([]);
        await until(() => account.network.inFlight === 0);
      }
    });
  });

  it(`lets go of ${resource}.list when the loop is left early`, async () => {
    const account = openAccount(test);
    const listing = account.of(resource).list({ pageSize: 5, prefetch: 3 });
    for await (const _record of listing) break;
    await until(() => account.network.inFlight === 0);
    const { calls } = account.network;
    await turns(20);
    expect(account.network.calls).toBe(calls);
    expect(listing.report).toMatchObject({ complete: false, reason: "aborted" });
  });

  it(`requests nothing before ${resource}.list is iterated`, async () => {
    const account = openAccount(test);
    account.of(resource).list();
    await turns(5);
    expect(account.network.calls).toBe(0);
  });
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
