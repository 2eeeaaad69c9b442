import { createSandbox, type Fault } from "@mdmkit/sandbox";
import { describe, expect, it } from "vitest";
import { applivery } from "./applivery/index.ts";
import { ivantiNeurons } from "./ivanti-neurons/index.ts";
import { jamfPro } from "./jamf-pro/index.ts";
import { jumpcloud } from "./jumpcloud/index.ts";

const FLEET = { devices: 24, users: 24, seed: 1 };
const now = { wait: async () => {} };
const REPORT = { incomplete: "report" } as const;

type Walk = AsyncIterable<unknown> & {
  report: { complete: boolean; reason: string | null; records: number };
};
type Account = { walk(): Walk; inject(fault: Fault): void; spoil(page: number, body: string): void };

/** A list of 24 records of each vendor, by tens. */
const ACCOUNTS: Readonly<Record<string, () => Account>> = {
  "systems_list of JumpCloud": () => {
    const sandbox = createSandbox("jumpcloud", FLEET);
    const { fetch, spoil } = spoiling(sandbox.fetch, "/systems");
    const { client } = jumpcloud({ ...sandbox.options, ...now, fetch });
    const walk = () => client.paginate("systems_list", { query: { limit: 10 } }, REPORT);
    return { walk, spoil, inject: (fault) => sandbox.inject({ ...fault, operation: "systems_list" }) };
  },
  "listUsers of Ivanti Neurons for MDM": () => {
    const sandbox = createSandbox("ivanti-neurons", FLEET);
    const { fetch, spoil } = spoiling(sandbox.fetch, "/account");
    const { client } = ivantiNeurons({ ...sandbox.options, ...now, fetch });
    const walk = () => client.paginate("listUsers", { query: { rows: 10 } }, REPORT);
    return { walk, spoil, inject: (fault) => sandbox.inject({ ...fault, operation: "listUsers" }) };
  },
  "listDevices of Applivery": () => {
    const sandbox = createSandbox("applivery", FLEET);
    const { organizationId } = sandbox.credentials;
    const { fetch, spoil } = spoiling(sandbox.fetch, "/mdm/devices");
    const { client } = applivery({ ...sandbox.options, ...now, fetch });
    const input = { path: { organizationId }, query: { subType: "device", limit: 10 } } as const;
    const walk = () => client.paginate("listDevices", input, REPORT);
    return { walk, spoil, inject: (fault) => sandbox.inject({ ...fault, operation: "listDevices" }) };
  },
  "listUsers of Jamf Pro": () => {
    const sandbox = createSandbox("jamf-pro", FLEET);
    const { fetch, spoil } = spoiling(sandbox.fetch, "/api/v1/users");
    const { client } = jamfPro({ ...sandbox.options, ...now, fetch });
    const walk = () => client.paginate("listUsers", { query: { "page-size": 10 } }, REPORT);
    return { walk, spoil, inject: (fault) => sandbox.inject({ ...fault, operation: "listUsers" }) };
  },
};

/** A `fetch` in which one page of a list has another body. */
function spoiling(inner: typeof globalThis.fetch, path: string) {
  let pages = 0;
  let spoiled: { page: number; body: string } | undefined;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await inner(input, init);
    if (!new URL(String(input)).pathname.endsWith(path)) return response;
    pages += 1;
    return spoiled?.page === pages ? new Response(spoiled.body, { status: 200 }) : response;
  };
  const spoil = (page: number, body: string) => {
    spoiled = { page, body };
  };
  return { fetch, spoil };
}

async function countOf(walk: Walk): Promise<number> {
  let count = 0;
  for await (const _record of walk) count += 1;
  return count;
}

describe.each(Object.keys(ACCOUNTS))("paginate: %s", (name) => {
  const open = () => ACCOUNTS[name]?.() ?? expect.fail("no such account");

  it("reads every record", async () => {
    const walk = open().walk();
    const count = await countOf(walk);
    expect(count).toBeGreaterThan(20);
    expect(walk.report).toMatchObject({ complete: true, reason: null, records: count });
  });

  it.each<[Fault, number, string]>([
    [{ type: "wrong-total", by: -4 }, 0, "total-exceeded"],
    [{ type: "wrong-total", by: -20 }, 0, "total-exceeded"],
    [{ type: "wrong-total", by: 2 }, 0, "short"],
    [{ type: "total-shrinks", by: 1 }, 0, "total-shrank"],
    [{ type: "capped-list", at: 20 }, 20, ""],
  ])("reports %j", async (fault, count, reason) => {
    const all = await countOf(open().walk());
    const account = open();
    account.inject(fault);
    const walk = account.walk();
    expect(await countOf(walk)).toBe(count || all);
    expect(walk.report).toMatchObject({ complete: reason === "", reason: reason || null });
  });

  it.each<Fault>([
    { type: "lost-row", page: 1 },
    { type: "lost-row", page: 2 },
    { type: "empty-page" },
    { type: "short-page", page: 2, rows: 0 },
  ])("is not complete for %j", async (fault) => {
    const account = open();
    account.inject(fault);
    const walk = account.walk();
    await countOf(walk);
    expect(walk.report.complete).toBe(false);
  });

  it.each(['{"message":"Try later."}', "", "{}", "null"])("rejects the second page %j", async (body) => {
    const account = open();
    account.spoil(2, body);
    const walk = account.walk();
    await expect(countOf(walk)).rejects.toMatchObject({ code: "invalid-response" });
    expect(walk.report).toMatchObject({ records: 10, complete: false });
  });
});
