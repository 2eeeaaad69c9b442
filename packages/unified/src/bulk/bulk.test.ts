import { AuthenticationError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import { bulkVendor } from "../fixtures/bulk-vendor.ts";
import { type BulkEntry, parseBulkLog } from "./bulk-log.ts";
import { parseBulkPlan } from "./bulk-plan.ts";
import { planBulk } from "./plan-bulk.ts";
import { runBulk } from "./run-bulk.ts";

/** A log in memory. */
function memoryLog() {
  const entries: BulkEntry[] = [];
  return { entries, append: async (entry: BulkEntry) => void entries.push(entry) };
}

const outcomes = ({ results }: Awaited<ReturnType<typeof runBulk>>) => results.map(({ outcome }) => outcome);

describe("planBulk", () => {
  it("takes a list, reads what it needs, and sends nothing", async () => {
    const { vendor, received } = bulkVendor();
    const plan = await planBulk(vendor, {
      action: "restart",
      targets: connect(vendor).devices.list(),
      account: "hq",
    });
    expect(plan).toMatchObject({
      vendor: "acme",
      account: "hq",
      action: "restart",
      devices: [
        {
          id: "d1",
          name: "Device d1",
          before: { id: "d1", owner: { id: "ada" } },
          requests: 3,
          operations: ["lock"],
        },
        { id: "d2" },
        { id: "d3" },
      ],
      leftOut: [],
      requests: 9,
    });
    expect(received).toEqual([]);
  });

  it("says which devices are left out, and why", async () => {
    const { vendor, records } = bulkVendor();
    records.set("d2", { id: "d2", platform: "linux", owner: null });
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1", "d2", "d1", "gone"] });
    expect(plan.devices.map(({ id }) => id)).toEqual(["d1"]);
    expect(plan.leftOut).toMatchObject([
      { id: "d2", reason: "unsupported", message: "Linux cannot restart." },
      { id: "d1", reason: "duplicate" },
      { id: "gone", reason: "not-found" },
    ]);
  });

  it("keeps no secret, and is read back from JSON as it was", async () => {
    const { vendor } = bulkVendor(1);
    const plan = await planBulk(vendor, { action: "erase", inputs: { pin: "123456" }, targets: ["d1"] });
    expect(plan).toMatchObject({ inputs: {}, secrets: ["pin"] });
    expect(JSON.stringify(plan)).not.toContain("123456");
    expect(parseBulkPlan(JSON.stringify(plan))).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  it.each([
    ["an input that the action lacks", { pin: "123456" }],
    ["an input of another type", { remote_data: "x" }],
  ])("refuses %s before any request", async (_what, inputs) => {
    const { vendor, reads } = bulkVendor(1);
    await expect(planBulk(vendor, { action: "restart", inputs, targets: ["d1"] })).rejects.toThrow();
    expect(reads).toEqual([]);
  });

  it.each([0, -1, Number.NaN, 1.5])("refuses to read %d devices at once", async (concurrency) => {
    const { vendor, reads } = bulkVendor(1);
    await expect(planBulk(vendor, { action: "restart", targets: ["d1"], concurrency })).rejects.toThrow(
      "`concurrency` must be a whole number from 1 up",
    );
    expect(reads).toEqual([]);
  });

  it("ends with an error that is about all devices", async () => {
    const { vendor } = bulkVendor(1);
    const denied = { ...vendor.devices, get: () => Promise.reject(new AuthenticationError("denied.")) };
    await expect(
      planBulk({ ...vendor, devices: denied }, { action: "restart", targets: ["d1"] }),
    ).rejects.toThrow(AuthenticationError);
  });
});

describe("runBulk", () => {
  it("reports the outcome for each device", async () => {
    const { vendor, behaviors, records, received } = bulkVendor(6);
    behaviors.set("d2", "rejects").set("d3", "vague").set("d4", "lost").set("d5", "throws");
    const plan = await planBulk(vendor, { action: "restart", targets: [...records.keys()] });
    records.set("d6", { id: "d6", platform: "macos", owner: { id: "grace" } });
    const log = memoryLog();
    const run = await runBulk(vendor, plan, { log });
    expect(outcomes(run)).toEqual(["done", "failed", "unsettled", "failed", "unsettled", "refused"]);
    expect(run.results.map(({ sent }) => sent)).toEqual([true, true, true, false, true, false]);
    expect(run.results[5]?.message).toContain("owner changed since");
    expect(run.counts).toEqual({ done: 1, failed: 2, unsettled: 2, refused: 1, skipped: 0 });
    expect(received.toSorted()).toEqual(["d1", "d2", "d3", "d5"]);
    expect(log.entries.filter(({ id }) => id === "d1").map(({ outcome }) => outcome)).toEqual([
      "sending",
      "done",
    ]);
  });

  it("begins no device that the budget may not suffice for, and goes on from there", async () => {
    const { vendor, received } = bulkVendor(4);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1", "d2", "d3", "d4"] });
    const log = memoryLog();
    const first = await runBulk(vendor, plan, { log, budget: 7 });
    expect([first.stopped, first.requests, outcomes(first)]).toEqual([
      "budget",
      6,
      ["done", "done", "skipped", "skipped"],
    ]);
    const second = await runBulk(vendor, plan, { log, entries: log.entries });
    expect([second.stopped, second.requests, outcomes(second)]).toEqual([
      null,
      6,
      ["done", "done", "done", "done"],
    ]);
    expect(received.toSorted()).toEqual(["d1", "d2", "d3", "d4"]);
  });

  it("never repeats what may have been sent, and repeats what certainly was not", async () => {
    const { vendor, behaviors, received } = bulkVendor(3);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1", "d2", "d3"] });
    behaviors.set("d2", "lost");
    const log = memoryLog();
    await runBulk(vendor, plan, { log, concurrency: 1 });
    behaviors.clear();
    // As after a crash between the request of d1 and its result.
    const entries = log.entries.filter(({ id, outcome }) => id !== "d1" || outcome === "sending");
    const again = await runBulk(vendor, plan, { log, entries });
    expect(outcomes(again)).toEqual(["unsettled", "done", "done"]);
    expect(received).toEqual(["d1", "d3", "d2"]);
  });

  it("sends nothing that it could not write down before", async () => {
    const { vendor, received } = bulkVendor(2);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1", "d2"] });
    const full = { append: () => Promise.reject(new Error("disk full")) };
    await expect(runBulk(vendor, plan, { log: full })).rejects.toThrow("disk full");
    expect(received).toEqual([]);
  });

  it("needs the number of devices for what locks people out or destroys data", async () => {
    const { vendor, received } = bulkVendor(2);
    const plan = await planBulk(vendor, {
      action: "erase",
      inputs: { pin: "123456" },
      targets: ["d1", "d2"],
    });
    const inputs = { pin: "123456" };
    for (const confirm of [undefined, 1, 3])
      await expect(runBulk(vendor, plan, { inputs, ...(confirm && { confirm }) })).rejects.toThrow(
        /confirmation/,
      );
    await expect(runBulk(vendor, plan, { confirm: 2 })).rejects.toThrow("needs the secret pin again");
    await expect(runBulk(vendor, plan, { confirm: 2, inputs: { ...inputs, x: 1 } })).rejects.toThrow(
      "without x",
    );
    expect(received).toEqual([]);
    expect((await runBulk(vendor, plan, { confirm: 2, inputs })).counts.done).toBe(2);
  });

  it("stops when the credentials are rejected", async () => {
    const { vendor } = bulkVendor(3);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1", "d2", "d3"] });
    const get = () => Promise.reject(new AuthenticationError("denied."));
    const denied = { ...vendor, devices: { ...vendor.devices, get } };
    const run = await runBulk(denied, plan, { concurrency: 1 });
    expect([run.stopped, outcomes(run)]).toEqual(["authentication", ["failed", "skipped", "skipped"]]);
  });

  it("finishes what is being sent when it is aborted, and begins nothing more", async () => {
    const { vendor, received } = bulkVendor(3);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1", "d2", "d3"] });
    const stop = new AbortController();
    const log = memoryLog();
    const stopping = {
      async append(entry: BulkEntry) {
        await log.append(entry);
        if (entry.id === "d1") stop.abort();
      },
    };
    const run = await runBulk(vendor, plan, { log: stopping, signal: stop.signal, concurrency: 1 });
    expect([run.stopped, outcomes(run)]).toEqual(["aborted", ["done", "skipped", "skipped"]]);
    expect(received).toEqual(["d1"]);
  });

  it.each([
    ["budget", -1],
    ["budget", Number.NaN],
    ["concurrency", 0],
    ["concurrency", 1.5],
  ])("refuses the %s %d before any request", async (name, value) => {
    const { vendor, received } = bulkVendor(1);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1"] });
    await expect(runBulk(vendor, plan, { [name]: value })).rejects.toThrow(
      `\`${name}\` must be a whole number`,
    );
    expect(received).toEqual([]);
  });

  it("runs the work on each device in the caller's context, and ends when that throws", async () => {
    const { vendor, received } = bulkVendor(3);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1", "d2", "d3"] });
    const entered: string[] = [];
    const run = runBulk(vendor, plan, {
      concurrency: 1,
      within(id, work) {
        entered.push(id);
        return id === "d2" ? Promise.reject(new Error("no longer")) : work();
      },
    });
    await expect(run).rejects.toThrow("no longer");
    expect([entered, received]).toEqual([["d1", "d2"], ["d1"]]);
  });

  it("writes nothing of a device that was being read when it is aborted", async () => {
    const { vendor, received } = bulkVendor(1);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1"] });
    const stop = new AbortController();
    const { get } = vendor.devices;
    const late = async (id: string) => {
      stop.abort();
      return get(id);
    };
    const log = memoryLog();
    const run = await runBulk({ ...vendor, devices: { ...vendor.devices, get: late } }, plan, {
      ...{ log, signal: stop.signal },
    });
    expect([run.stopped, outcomes(run), log.entries, received]).toEqual(["aborted", ["skipped"], [], []]);
  });

  it("refuses the plan of another vendor and the log of another plan", async () => {
    const { vendor } = bulkVendor(1);
    const plan = await planBulk(vendor, { action: "restart", targets: ["d1"] });
    await expect(runBulk(vendor, { ...plan, vendor: "other" })).rejects.toThrow("for the vendor other");
    const entries = [{ plan: "another", id: "d1", outcome: "done", sent: true } as const];
    await expect(runBulk(vendor, plan, { entries })).rejects.toThrow("belongs to another plan");
  });
});

describe("parseBulkLog", () => {
  const line = '{"plan":"p","id":"d1","outcome":"sending","sent":true}';
  it("ignores a last line that was cut off", () => {
    expect(parseBulkLog(`${line}\n${line.slice(0, 30)}`)).toHaveLength(1);
    expect(parseBulkLog(`${line}\n${line}`)).toHaveLength(2);
  });
  it("refuses other text without quoting it", () => {
    expect(() => parseBulkLog(`{"secret":1}\n${line}\n`)).toThrow("not an entry");
    expect(() => parseBulkPlan('{"format":"mdmkit-bulk-plan"}')).toThrow("The plan is invalid");
  });
});
