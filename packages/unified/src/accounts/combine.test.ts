import { AccountsFailedError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, expectTypeOf, it } from "vitest";
import { connect } from "../client/connect.ts";
import type { Device } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { keyBy } from "../lists/key-by.ts";
import { jamfPro } from "../vendors/jamf-pro/index.ts";
import { type JumpCloudUserRecord, jumpcloud } from "../vendors/jumpcloud/index.ts";
import { combine, type Found } from "./combine.ts";

/** An account over part of the one made-up fleet, from device number `firstDevice` on. */
function account(firstDevice = 0, devices = 30) {
  const sandbox = createSandbox("jumpcloud", { devices, firstDevice, seed: 1 });
  const mdm = connect(jumpcloud({ ...sandbox.options, retry: { attempts: 1 }, systemInsights: false }));
  return { sandbox, mdm };
}

function brokenAccount() {
  const { sandbox, mdm } = account(30);
  sandbox.inject({ type: "unauthorized", operation: "systems_list", times: Number.POSITIVE_INFINITY });
  return mdm;
}

describe("combine", () => {
  it("reads every account and says where each device was found", async () => {
    const list = combine({ hq: account(0).mdm, labs: account(30).mdm }).devices.list();
    const found = await list.toArray();
    expect(found.filter((one) => one.account === "hq")).toHaveLength(30);
    expect(found.filter((one) => one.account === "labs")).toHaveLength(30);
    expect([list.complete, list.outcomes.hq?.report.records]).toEqual([true, 30]);
  });

  it("reads the other accounts when one fails, and then throws the error of each that failed", async () => {
    const list = combine({ hq: account(0).mdm, labs: brokenAccount() }).devices.list();
    const found: string[] = [];
    const read = async () => {
      for await (const one of list) found.push(one.account);
    };
    await expect(read()).rejects.toMatchObject({
      code: "accounts-failed",
      problem: "1 of 2 accounts failed: labs (authentication).",
      operation: "devices.list",
      retryable: false,
      errors: { labs: { code: "authentication" } },
    });
    expect(found).toHaveLength(30);
    expect(list.outcomes.labs?.error?.code).toBe("authentication");
    expect([list.outcomes.hq?.report.complete, list.complete]).toEqual([true, false]);
  });

  it("has no result that looks whole when an account failed", async () => {
    const { devices } = combine({ hq: account(0).mdm, labs: brokenAccount() });
    await expect(devices.list().toArray()).rejects.toBeInstanceOf(AccountsFailedError);
    await expect(devices.list().join()).rejects.toBeInstanceOf(AccountsFailedError);
    const key = ({ device }: { device: Device }) => device.serial_number;
    await expect(keyBy(devices.list(), key)).rejects.toBeInstanceOf(AccountsFailedError);
  });

  it("gives what could be read where that is asked for, and the outcomes with it", async () => {
    const { devices } = combine({ hq: account(0).mdm, labs: brokenAccount() });
    const outcomes = { hq: { report: { complete: true } }, labs: { error: { code: "authentication" } } };
    const reported = { complete: false, outcomes };
    const list = devices.list({ partial: true });
    const all = await list.toArray();
    expect(all).toMatchObject({ ...reported, records: { length: 30 } });
    expect([list.complete, list.outcomes]).toEqual([false, all.outcomes]);
    expect(await devices.list({ partial: true }).join()).toMatchObject({
      ...reported,
      devices: { length: 30 },
    });
    const keyed = await keyBy(devices.list({ partial: true }), ({ device }) => device.serial_number);
    expect(keyed).toMatchObject(reported);
    expect(keyed.records.size).toBeGreaterThan(0);
  });

  it("keeps the outcomes of walks at the same time apart", async () => {
    const broken = account(30);
    broken.sandbox.inject({ type: "unauthorized", operation: "systems_list" });
    const list = combine({ hq: account(0).mdm, labs: broken.mdm }).devices.list({ partial: true });
    const results = await Promise.all([list.toArray(), list.toArray()]);
    expect(results.map(({ complete }) => complete).sort()).toEqual([false, true]);
    expect(results.map(({ records }) => records.length).sort()).toEqual([30, 60]);
  });

  it("keeps to the number of accounts read at once", async () => {
    let active = 0;
    let most = 0;
    const source = () => {
      const { mdm } = account(0, 3);
      const list: typeof mdm.devices.list = (options?: Parameters<typeof mdm.devices.list>[0]) => {
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
    for (const { records, matches } of shared) {
      expect(new Set(records.map(({ account }) => account)).size).toBe(2);
      expect(matches).toMatchObject([{ strength: "serial_number" }]);
    }
    expect(conflicts).toEqual([]);
  });

  it("keeps apart the devices of an account whose serial number is a placeholder", async () => {
    const { sandbox, mdm } = account(0, 3);
    for (const serialNumber of ["-1", "System Serial Number"]) {
      for (const id of sandbox.state.systems.ids()) sandbox.state.systems.update(id, { serialNumber });
      const { devices, conflicts } = await combine({ hq: mdm }).devices.list().join();
      expect([devices.length, conflicts]).toEqual([3, []]);
    }
  });

  it("joins an enrollment with the earlier one that the vendor keeps", async () => {
    const { sandbox, mdm } = account(0, 3);
    const { systems } = sandbox.state;
    const [old] = systems.ids();
    const first = { created: "2025-01-01T00:00:00.000Z", lastContact: "2026-01-01T00:00:00.000Z" };
    const second = { created: "2026-02-01T00:00:00.000Z", lastContact: "2026-03-01T00:00:00.000Z" };
    const added = systems.insert({ ...systems.update(old ?? "", first), ...second });
    const { devices, conflicts } = await combine({ hq: mdm }).devices.list().join();
    expect([devices.length, conflicts]).toEqual([3, []]);
    expect(devices.find(({ earlier }) => earlier.length > 0)).toMatchObject({
      device: { id: added._id },
      records: [{ device: { id: added._id } }],
      earlier: [{ device: { id: old } }],
    });
    systems.update(old ?? "", { lastContact: "2026-03-02T00:00:00.000Z" });
    const both = await combine({ hq: mdm }).devices.list().join();
    expect(both).toMatchObject({ devices: { length: 4 }, conflicts: [{ reason: "same_account" }] });
  });
});

describe("combine, of other resources", () => {
  it("reads users as it reads devices, of vendors of different kinds", async () => {
    const jamf = connect(jamfPro(createSandbox("jamf-pro", { devices: 10, users: 7 }).options));
    const list = combine({ hq: account(0, 12).mdm, labs: jamf }).users.list();
    const found = await list.toArray();
    expect(found.filter((one) => one.account === "labs" && one.user.remote_data?.username)).toHaveLength(7);
    expect([found.length, list.complete]).toEqual([13, true]);
  });

  it("has only what every account has, with the filters all of them know", () => {
    const { mdm } = account();
    const { vendor } = toyVendor();
    const both = combine({ hq: mdm, toy: connect(vendor) });
    const never = (_call: () => unknown) => {};
    never(() => both.devices.list({ name: "x" }).join());
    // @ts-expect-error the toy has no users
    never(() => both.users);
    // @ts-expect-error the toy has no filter by platform
    never(() => both.devices.list({ platform: "macos" }));
    // @ts-expect-error a cursor is of one account
    never(() => combine({ hq: mdm }).devices.list({ cursor: "1" }));
    // @ts-expect-error where accounts may be missing, an array alone does not show which
    never(async () => (await both.devices.list({ partial: true }).toArray()).length);
    // @ts-expect-error people are not joined
    never(() => combine({ hq: mdm }).users.list().join());
    type One = Found<{ hq: typeof mdm; field: typeof mdm }, "users">;
    expectTypeOf<One["account"]>().toEqualTypeOf<"hq" | "field">();
    expectTypeOf<NonNullable<One["user"]["remote_data"]>>().toEqualTypeOf<JumpCloudUserRecord>();
  });

  it("reports that the vendor of an account chosen at run time lacks a resource, and reads the others", async () => {
    const toy: Vendor = toyVendor().vendor;
    const hq: Vendor = jumpcloud({ ...createSandbox("jumpcloud", { users: 5 }).options });
    const { records, outcomes } = await combine({ toy: connect(toy), hq: connect(hq) })
      .users.list({ partial: true })
      .toArray();
    expect(records).toHaveLength(5);
    expect(outcomes.toy).toMatchObject({
      error: { code: "unsupported-capability" },
      report: { complete: false, reason: "failed", records: 0 },
    });
  });

  it("throws a mistake of the caller's", async () => {
    const list = combine({ hq: account().mdm }).devices.list({ pageSize: -1 });
    await expect(list.toArray()).rejects.toMatchObject({ code: "invalid-input" });
  });
});

describe("combine, of many accounts", () => {
  const FAULTS = {
    a7: { type: "unauthorized", page: 1 },
    a23: { type: "server-error", page: 2 },
    a41: { type: "malformed-json", page: 3 },
  } as const;

  function fifty() {
    const accounts = Array.from({ length: 50 }, (_, at) => [`a${at}`, account(at * 25, 25)] as const);
    const requests = () =>
      accounts.flatMap(([, { sandbox }]) =>
        sandbox.requests.filter(({ operation }) => operation === "systems_list"),
      );
    return { accounts, requests, mdms: Object.fromEntries(accounts.map(([name, { mdm }]) => [name, mdm])) };
  }

  it("completes 47 of 50 when three fail, each on another page and in another way", async () => {
    const { accounts, mdms } = fifty();
    for (const [name, { sandbox }] of accounts) {
      const fault = Object.entries(FAULTS).find(([broken]) => broken === name)?.[1];
      if (fault) sandbox.inject({ ...fault, operation: "systems_list" });
    }
    const { records, outcomes, complete } = await combine(mdms)
      .devices.list({ pageSize: 10, partial: true })
      .toArray();
    const failed = Object.entries(outcomes).filter(([, outcome]) => outcome.error);
    expect(failed.map(([name]) => name).sort()).toEqual(Object.keys(FAULTS).sort());
    expect(records).toHaveLength(47 * 25 + 0 + 10 + 20);
    const whole = Object.values(outcomes).filter(({ report }) => report.complete);
    expect([whole.length, complete]).toEqual([47, false]);
  });

  it("holds a page or two of the accounts being read, however slow the caller is", async () => {
    const { requests, mdms } = fifty();
    const walk = combine(mdms, { concurrency: 5 }).devices.list({ pageSize: 5 })[Symbol.asyncIterator]();
    for (let taken = 1; taken <= 100; taken++) {
      await walk.next();
      await new Promise((resolve) => setImmediate(resolve));
      // Per place: a page waiting here, one read ahead by its list; besides those handed out already.
      expect(requests().length).toBeLessThanOrEqual(5 * 3 + Math.ceil(taken / 4));
    }
    await walk.return?.();
  });

  it("does not wait for an account that hangs when the caller leaves", async () => {
    const [one, two] = [account(0, 30), account(30, 30)];
    two.sandbox.inject({ type: "hang", operation: "systems_list" });
    for await (const { account } of combine({ one: one.mdm, two: two.mdm }).devices.list()) {
      expect(account).toBe("one");
      break;
    }
    expect(two.sandbox.requests).toMatchObject([{ operation: "systems_list", status: 0 }]);
  });

  it("ends all accounts when the caller's signal says so in the middle", async () => {
    const stop = new AbortController();
    const [one, two] = [account(0, 30), account(30, 30)];
    two.sandbox.inject({ type: "hang", operation: "systems_list" });
    const read = async () => {
      const list = combine({ one: one.mdm, two: two.mdm }).devices.list({
        signal: stop.signal,
        pageSize: 10,
      });
      for await (const _ of list) stop.abort();
    };
    await expect(read()).rejects.toMatchObject({ code: "aborted" });
    expect(two.sandbox.requests).toMatchObject([{ operation: "systems_list", status: 0 }]);
  });
});
