import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, it } from "vitest";
import { combine } from "./combine.ts";
import { connect } from "./connect.ts";
import { jumpcloud } from "./vendors/jumpcloud/index.ts";

/** An account over part of the one made-up fleet, from device number `firstDevice` on. */
function account(firstDevice = 0, devices = 30) {
  const sandbox = createSandbox("jumpcloud", { devices, firstDevice, seed: 1 });
  const { apiKey, organizationId } = sandbox.credentials;
  const { baseUrl, fetch } = sandbox;
  const retry = { attempts: 1 };
  return {
    sandbox,
    mdm: connect(jumpcloud({ apiKey, organizationId, baseUrl, fetch, retry, systemInsights: false })),
  };
}

describe("combine", () => {
  it("reads every account and says where each device was found", async () => {
    const list = combine({ hq: account(0).mdm, labs: account(30).mdm }).devices.list();
    const found = await list.toArray();
    expect(found.filter((one) => one.account === "hq")).toHaveLength(30);
    expect(found.filter((one) => one.account === "labs")).toHaveLength(30);
    expect([list.complete, list.outcomes.hq?.report.records]).toEqual([true, 30]);
  });

  it("goes on when an account fails, and tells its error", async () => {
    const broken = account(30);
    broken.sandbox.inject({ type: "unauthorized", operation: "systems_list" });
    const list = combine({ hq: account(0).mdm, labs: broken.mdm }).devices.list();
    expect(await list.toArray()).toHaveLength(30);
    expect(list.outcomes.labs?.error?.code).toBe("authentication");
    expect([list.outcomes.hq?.report.complete, list.complete]).toEqual([true, false]);
  });

  it("keeps to the number of accounts read at once", async () => {
    let active = 0;
    let most = 0;
    const source = () => {
      const { mdm } = account(0, 3);
      const list: typeof mdm.devices.list = (options) => {
        const listing = mdm.devices.list(options);
        const read = listing.pages;
        async function* pages() {
          most = Math.max(most, ++active);
          yield* read();
          active -= 1;
        }
        return Object.assign(listing, { pages });
      };
      return { devices: { list } };
    };
    await combine({ a: source(), b: source(), c: source(), d: source(), e: source() }, { concurrency: 2 })
      .devices.list()
      .toArray();
    expect(most).toBe(2);
  });

  it("passes filters on to every account", async () => {
    const list = combine({ hq: account(0).mdm, labs: account(30).mdm }).devices.list({ platform: "macos" });
    const platforms = (await list.toArray()).map(({ device }) => device.platform);
    expect([new Set(platforms), platforms.length > 0]).toEqual([new Set(["macos"]), true]);
  });

  it("stops all accounts when the caller leaves early", async () => {
    const [one, two] = [account(0, 300), account(300, 300)];
    for await (const _ of combine({ one: one.mdm, two: two.mdm }).devices.list({ pageSize: 10 })) break;
    const requests = () => one.sandbox.requests.length + two.sandbox.requests.length;
    const atLeave = requests();
    await new Promise((resolve) => setImmediate(resolve));
    expect(requests()).toBe(atLeave);
  });

  it("throws the caller's own abort", async () => {
    const signal = AbortSignal.abort();
    const list = combine({ hq: account(0).mdm }).devices.list({ signal });
    await expect(list.toArray()).rejects.toMatchObject({ code: "aborted" });
  });

  it("joins the devices that two accounts share", async () => {
    const { devices, conflicts } = await combine({ hq: account(0).mdm, labs: account(15).mdm })
      .devices.list()
      .join();
    const shared = devices.filter(({ records }) => records.length === 2);
    expect(shared.length).toBeGreaterThan(5);
    for (const { records, joinedBy } of shared) {
      expect(new Set(records.map(({ account }) => account)).size).toBe(2);
      expect(joinedBy).toContain("serial_number");
    }
    expect(conflicts).toEqual([]);
  });
});
