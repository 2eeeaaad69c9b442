import {
  AbortedError,
  AuthenticationError,
  NotFoundError,
  PermissionError,
  UnsupportedCapabilityError,
} from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import type { Drift } from "../contract/drift.ts";
import { emptyReport } from "../contract/list-report.ts";
import type { Device } from "../contract/model.ts";
import type { GetRequest } from "../contract/resource-contract.ts";
import { createSupportingReads } from "../contract/supporting-reads.ts";
import type { Vendor } from "../contract/vendor.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { text } from "../mapping/values.ts";
import { createHydrator } from "./hydrate.ts";

type Item = { id: string; name?: string | null | undefined; tag?: string | undefined };

const signal = new AbortController().signal;
const records = (count: number): Item[] => Array.from({ length: count }, (_, at) => ({ id: `r${at}` }));

function hydrator(
  readWhole: (id: string) => Promise<Item>,
  { budget = 100, cost = 1 }: { budget?: number; cost?: number } = {},
) {
  const report = emptyReport();
  const read = async (id: string) => ({ whole: await readWhole(id), gaps: [] });
  const plan = { fields: ["name"] as const, budget, cost, operation: "devices.get", read };
  return { report, hydrate: createHydrator<Item>(plan, report) };
}

describe("hydrating", () => {
  it("fills what was asked for, and nothing else", async () => {
    const { hydrate, report } = hydrator(async (id) => ({ id, name: `Name of ${id}`, tag: "not asked for" }));
    const items = records(2);
    await hydrate(items, signal);
    expect(items).toEqual([
      { id: "r0", name: "Name of r0" },
      { id: "r1", name: "Name of r1" },
    ]);
    expect(report.hydration).toEqual({ fields: ["name"], filled: 2, skipped: 0, failed: 0 });
  });

  it("reads no record that is complete in the list; null is a value", async () => {
    const read: string[] = [];
    const { hydrate } = hydrator(async (id) => {
      read.push(id);
      return { id, name: "x" };
    });
    await hydrate([{ id: "a", name: "A" }, { id: "b", name: null }, { id: "c" }], signal);
    expect(read).toEqual(["c"]);
  });

  it("spends the budget once over all pages, in requests", async () => {
    let reads = 0;
    const count = async (id: string) => {
      reads += 1;
      return { id };
    };
    const { hydrate, report } = hydrator(count, { budget: 7, cost: 3 });
    await hydrate(records(1), signal);
    await hydrate(records(5), signal);
    expect(reads).toBe(2);
    expect(report.hydration).toMatchObject({ filled: 2, skipped: 4 });
  });

  it("reads several at once, and never more than four", async () => {
    let [now, most] = [0, 0];
    const { hydrate } = hydrator(async (id) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return { id };
    });
    await hydrate(records(20), signal);
    expect(most).toBe(4);
  });

  it("keeps a record that was deleted by then, and reports it as a gap once", async () => {
    const { hydrate, report } = hydrator(async () => {
      throw new NotFoundError("record not found.", { vendor: "acme", operation: "getDevice" });
    });
    const items = records(3);
    await hydrate(items, signal);
    expect(items).toEqual(records(3));
    expect(report.hydration).toMatchObject({ filled: 0, failed: 3 });
    expect(report.gaps).toEqual([
      { fields: ["name"], operation: "getDevice", reason: expect.stringContaining("record not found") },
    ]);
  });

  it.each([new AuthenticationError("401."), new AbortedError("enough."), new TypeError("a bug")])(
    "ends the list for %s",
    async (error) => {
      const { hydrate } = hydrator(() => Promise.reject(error));
      await expect(hydrate(records(1), signal)).rejects.toBe(error);
    },
  );

  it("is rejected for a field that a single record does not have", () => {
    const { vendor, reads } = toyVendor();
    const withGetOnly = { ...vendor, devices: { ...vendor.devices, getOnly: ["tags"] } } satisfies Vendor;
    const mdm = connect<Vendor>(withGetOnly);
    expect(() => mdm.devices.list({ hydrate: ["model"] })).toThrow(UnsupportedCapabilityError);
    expect(() => connect<Vendor>(vendor).devices.list({ hydrate: ["tags"] })).toThrow(/nothing/);
    expect(reads).toEqual([]);
  });
});

describe("a single read that returns only part", () => {
  /** Lists ids; `get` may not read the tags of `d1`, and has a serial number of the wrong type for `d2`. */
  const acme = () => {
    const { vendor } = toyVendor();
    const devices = {
      ...vendor.devices,
      getOnly: ["tags", "serial_number"] as const,
      list: async () => ({ items: [{ id: "d1" }, { id: "d2" }] }),
      async get(id: string, request: GetRequest) {
        const reads = createSupportingReads("get", request);
        const labels = await reads.read("listLabels", ["tags"], async () => {
          if (id === "d1") throw new PermissionError("403.", { vendor: "acme", operation: "listLabels" });
          return ["blue"];
        });
        const odd: unknown = 7;
        return { id, labels, serial: id === "d2" ? odd : "S1" };
      },
      map: (raw: { id: string; labels?: string[] | undefined; serial?: unknown }, drift?: Drift): Device => ({
        id: raw.id,
        tags: raw.labels?.map((name) => ({ name })),
        // The boundary of a vendor that sends other types than documented.
        serial_number: text(raw.serial as string, drift),
      }),
    };
    return connect({ ...vendor, devices } satisfies Vendor).devices;
  };

  it("is reported as a gap", async () => {
    const listing = acme().list({ hydrate: ["tags"] });
    const [first, second] = await listing.toArray();
    expect([first?.tags, second?.tags]).toEqual([undefined, [{ name: "blue" }]]);
    expect(listing.report.gaps).toEqual([
      { fields: ["tags"], operation: "listLabels", reason: expect.stringContaining("403") },
    ]);
  });

  it("is reported as drift, and the list is not complete", async () => {
    const listing = acme().list({ hydrate: ["serial_number"] });
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "drifted", gaps: [] });
    expect(listing.report.drift).toEqual([{ property: "serial", problem: "wrong-type", count: 1 }]);
  });
});

describe("a filter by a field that lists lack", () => {
  const NAMES: Readonly<Record<string, string>> = { d1: "Desk", d2: "Door", d3: "Desk" };

  /** Lists ids alone; `get` returns the name, except of one that cannot be read. */
  function acme(unreadable?: string) {
    const { vendor } = toyVendor();
    const devices = {
      ...vendor.devices,
      getOnly: ["name"] as const,
      list: async () => ({ items: Object.keys(NAMES).map((id) => ({ id })) }),
      async get(id: string) {
        if (id === unreadable)
          throw new NotFoundError("record not found.", { vendor: "acme", operation: "get" });
        return { id, called: NAMES[id] };
      },
      map: ({ id, called }: { id: string; called?: string | undefined }): Device => ({ id, name: called }),
    };
    return connect({ ...vendor, devices } satisfies Vendor).devices;
  }

  it("reads the records that may fit by themselves", async () => {
    const listing = acme().list({ name: "Desk" });
    expect((await listing.toArray()).map(({ id }) => id)).toEqual(["d1", "d3"]);
    expect(listing.report).toMatchObject({ complete: true, matched: 2, undecided: 0 });
    expect(listing.report.hydration).toMatchObject({ fields: ["name"], filled: 3 });
  });

  it("calls the list incomplete where the budget is too small", async () => {
    const listing = acme().list({ name: "Desk", hydrateRequests: 1 });
    expect((await listing.toArray()).map(({ id }) => id)).toEqual(["d1"]);
    expect(listing.report).toMatchObject({ complete: false, reason: "undecided", undecided: 2 });
  });

  it("and where a record cannot be read", async () => {
    const listing = acme("d3").list({ name: "Desk" });
    expect((await listing.toArray()).map(({ id }) => id)).toEqual(["d1"]);
    expect(listing.report).toMatchObject({ complete: false, reason: "undecided", undecided: 1 });
    expect(listing.report.gaps).toMatchObject([{ fields: ["name"] }]);
  });
});
