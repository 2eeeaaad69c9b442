import { VendorUnavailableError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { connect, type Device, planBulk, type Vendor } from "@mdmkit/unified";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { AccountInUse } from "../accounts/use-account.ts";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { createMetrics } from "../observe/metrics.ts";
import type { CallDetails } from "../operations/call-details.ts";
import { unredacted } from "../secrets/redaction.ts";
import type { Store } from "../store/store.ts";
import { runPlan } from "./run-plan.ts";

const RUNS = Number(process.env.MDMKIT_BULK_RUNS ?? 25);
const DEVICES = 4;

/** What a request of the action meets. `lost` never arrives, the response of `vague` is lost. */
const BEHAVIORS = ["accepts", "rejects", "vague", "lost", "throws"] as const;

const sandbox = createSandbox("jumpcloud", { devices: 8 });
const vendor: Vendor = jumpcloud(sandbox.options);
const listed: Device[] = await connect(vendor).devices.list({ remoteData: false }).toArray();
const whole = await planBulk(vendor, { action: "restart", targets: listed });
const devices = whole.devices.slice(0, DEVICES);
const plan = { ...whole, devices, leftOut: [] };
const perDevice = Math.min(...devices.map(({ requests }) => requests));
/**
 * One run. Its process dies at the given step, which is an entry of the plan or of the audit log, or a request of the action; or it only stops there,
 * and goes on when the next run has ended. The database may fail for a step, too.
 */
const runs = fc.record({
  budget: fc.integer({ min: 0, max: plan.requests }),
  concurrency: fc.integer({ min: 1, max: DEVICES }),
  stopsAt: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  wakes: fc.boolean(),
  failsAt: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  drainsAt: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  behaviors: fc.array(fc.constantFrom(...BEHAVIORS), { minLength: 1, maxLength: DEVICES }),
});
type Run = typeof runs extends fc.Arbitrary<infer Value> ? Value : never;

const summary = {
  ...{ inputs: {}, secrets: [], devices: DEVICES, requests: plan.requests, operations: [] },
  ...{ report: null, confirm: "", error: null },
};
const store = await openTestStore();
const account = await store.accounts.create({ vendor: "jumpcloud", name: "One", values: { apiKey: "key" } });
const metrics = createMetrics({ version: "0", countAccounts: async () => [] });

/** A process, as far as it runs a plan: `stopped` resolves when it stops in the middle. */
function createProcess(run: Run, received: string[]) {
  const { stopsAt, failsAt, drainsAt, behaviors } = run;
  const drain = new AbortController();
  let steps = 0;
  let wake = () => {};
  let stop = () => {};
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  async function step(): Promise<void> {
    steps += 1;
    if (steps === drainsAt) drain.abort();
    if (stopsAt === undefined || steps < stopsAt) return;
    stop();
    await woken;
  }
  async function write<Result>(work: () => Promise<Result>): Promise<Result> {
    await step();
    if (steps === failsAt) throw new Error("The database fails.");
    return work();
  }
  async function request(...call: Parameters<Vendor["client"]["request"]>) {
    const [operation, input, options] = call;
    const id = JSON.stringify(input);
    const behavior = behaviors[received.length % behaviors.length];
    await step();
    const fail = (outcome: "not-sent" | "rejected" | "indeterminate") => {
      throw new VendorUnavailableError("it failed.", { vendor: "jumpcloud", operation, outcome });
    };
    if (behavior === "lost" || options?.signal?.aborted) fail("not-sent");
    received.push(id);
    if (behavior === "rejects") fail("rejected");
    if (behavior === "vague") fail("indeterminate");
    if (behavior === "throws") throw new TypeError("a bug");
    return vendor.client.request(...call);
  }
  const mortal: Store = {
    ...store,
    bulk: {
      ...store.bulk,
      append: (...entry) => write(() => store.bulk.append(...entry)),
      end: (...ended) => write(() => store.bulk.end(...ended)),
    },
    audit: { ...store.audit, append: (entry) => write(() => store.audit.append(entry)) },
  };
  const inUse: AccountInUse = {
    ...{ account, vendor: { ...vendor, client: { ...vendor.client, request } }, redact: unredacted },
    permit: { keep: () => () => true },
    assertStillUsable: async () => {},
    reportFailure: async () => {},
  };
  return { store: mortal, account: inUse, signal: drain.signal, stopped, wake };
}

let number = 0;
const details = (): CallDetails => ({
  ...{ requestId: `run-${++number}`, operation: "runBulkPlan", action: "restart", startedAt: 0 },
  ...{ sent: [], rateLimit: {}, redact: unredacted },
});

it("no device gets the action twice, however often a run is killed, stalled, stopped, fails or is resumed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(runs, { minLength: 1, maxLength: 4 }), async (all) => {
      sandbox.reset();
      const received: string[] = [];
      const id = await store.bulk.begin({ account, action: "restart" });
      await store.bulk.complete(id, plan, summary);
      let stalled: { readonly wake: () => void; readonly ended: Promise<void> } | undefined;
      const calm: Run = {
        ...{ budget: plan.requests, concurrency: 2, stopsAt: undefined, wakes: false },
        ...{ failsAt: undefined, drainsAt: undefined, behaviors: ["accepts"] },
      };
      for (const run of [...all, calm, calm]) {
        const claim = await store.bulk.claim(id);
        if (!claim) throw new Error(`It cannot be run: ${(await store.bulk.get(id))?.status}.`);
        const before = received.length;
        const process = createProcess(run, received);
        const options = { secrets: {}, budget: run.budget, concurrency: run.concurrency };
        const services = { store: process.store, log: () => {}, metrics };
        const given = { account: process.account, details: details(), claim, options };
        const ended = runPlan(services, given, process.signal).catch(() => {});
        await Promise.race([ended, process.stopped]);
        expect((received.length - before) * perDevice).toBeLessThanOrEqual(run.budget);
        stalled?.wake();
        await stalled?.ended;
        stalled = run.stopsAt !== undefined && run.wakes ? { wake: process.wake, ended } : undefined;
        await store.bulk.releaseInterrupted();
      }
      expect(received.length).toBe(new Set(received).size);
      const rows = await store.bulk.devices(id, { limit: 100 });
      expect(rows.map(({ outcome }) => outcome)).not.toContain("pending");
      expect(rows.map(({ outcome }) => outcome)).not.toContain("sending");
      expect(rows.filter(({ sent }) => sent).length).toBeGreaterThanOrEqual(received.length);
      expect(rows.filter(({ outcome }) => outcome === "done").length).toBeLessThanOrEqual(received.length);
    }),
    { numRuns: RUNS },
  );
});
