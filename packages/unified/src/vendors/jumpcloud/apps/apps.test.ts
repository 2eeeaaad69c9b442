import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import type { AppFilters } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { jumpcloud } from "../index.ts";

const forever = { times: Number.POSITIVE_INFINITY };

function open() {
  const sandbox = createSandbox("jumpcloud", { devices: 24, users: 9, seed: 1 });
  const { apiKey, organizationId } = sandbox.credentials;
  const { baseUrl } = sandbox;
  const asked: Asked[] = [];
  const fetch: typeof sandbox.fetch = (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    const table = pathname.split("/").at(-1) ?? "";
    asked.push({ table, sort: searchParams.get("sort"), filter: searchParams.get("filter") });
    return sandbox.fetch(input, init);
  };
  const mdm = connect(jumpcloud({ apiKey, organizationId, baseUrl, fetch, ...noWait }));
  return { mdm, sandbox, asked };
}

type Asked = { table: string; sort: string | null; filter: string | null };

describe("a list of apps", () => {
  it("goes through every table of the fleet, sorted, and reads each to its end", async () => {
    const { mdm, asked } = open();
    await mdm.apps.list().toArray();
    const request = (table: string, name: string) => ({ table, sort: `system_id,${name}`, filter: null });
    const expected = [
      request("apps", "bundle_name"),
      request("programs", "name"),
      request("linux_packages", "name"),
    ];
    expect(asked).toEqual(expected.flatMap((each) => [each, each]));
  });

  it("fills pages across tables", async () => {
    const { mdm } = open();
    const lengths: number[] = [];
    for await (const { items } of mdm.apps.list({ pageSize: 7 }).pages()) lengths.push(items.length);
    const partial = lengths.filter((length) => length < 7);
    expect(partial.length).toBeLessThanOrEqual(1);
    expect(lengths.indexOf(partial[0] ?? 7)).toBeGreaterThanOrEqual(partial.length ? lengths.length - 1 : 0);
  });

  it.each<[AppFilters, Pick<Asked, "table" | "filter"> | undefined]>([
    [{ platform: "macos" }, { table: "apps", filter: null }],
    [
      { platform: "windows", device_type: "desktop" },
      { table: "programs", filter: null },
    ],
    [
      { platform: "linux", name: "curl" },
      { table: "linux_packages", filter: "name:eq:curl" },
    ],
    [
      { platform: "linux", app_id: "curl", device: { id: "5f01" } },
      { table: "linux_packages", filter: "system_id:eq:5f01,name:eq:curl" },
    ],
    [
      { platform: "linux", name: "a,b" },
      { table: "linux_packages", filter: null },
    ],
    [
      { platform: "macos", name: "Slack" },
      { table: "apps", filter: null },
    ],
    [{ platform: "android" }, undefined],
    [{ device_type: "mobile" }, undefined],
  ])("by %j asks for no more than can fit", async (filters, expected) => {
    const { mdm, asked } = open();
    await mdm.apps.list(filters).toArray();
    for (const request of asked) expect(request).toMatchObject(expected ?? {});
    expect(asked.length > 0).toBe(expected !== undefined);
  });

  it("of a device is what the whole list has of it", async () => {
    const { mdm } = open();
    const all = await mdm.apps.list().toArray();
    for (const { device } of [all[0], all.at(-1)].filter((app) => app !== undefined)) {
      const found = await mdm.apps.list({ device: { id: device?.id ?? "" } }).toArray();
      expect(found).toEqual(all.filter((app) => app.device?.id === device?.id));
    }
  });

  it("continues if a response is shorter than requested", async () => {
    const { mdm, sandbox } = open();
    const all = await mdm.apps.list().toArray();
    sandbox.inject({
      type: "short-page",
      operation: "systeminsights_list_programs",
      page: 1,
      rows: 3,
      ...forever,
    });
    expect(await mdm.apps.list().toArray()).toEqual(all);
  });

  it("ends when JumpCloud gives the same rows again and again", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "repeat-page", operation: "systeminsights_list_apps", page: 2, ...forever });
    const listing = mdm.apps.list();
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "loop" });
  });

  it.each(["programs", "printers:0", "apps:-1", "apps:1", "apps:1:2", "7"])(
    "refuses %j for a cursor",
    async (cursor) => {
      const { mdm, sandbox } = open();
      await expect(mdm.apps.list({ cursor }).toArray()).rejects.toMatchObject({ code: "invalid-input" });
      expect(sandbox.requests).toEqual([]);
    },
  );

  it("refuses the cursor of a list with other filters", async () => {
    const { mdm } = open();
    const { value: page } = await mdm.apps.list({ platform: "macos", pageSize: 5 }).pages().next();
    const other = mdm.apps.list({ platform: "windows", cursor: page?.next ?? "" });
    await expect(other.toArray()).rejects.toMatchObject({ code: "invalid-input" });
  });
});

/** An account with these packages of Linux, of which a response has at most so many. */
function openPackages(rows: readonly object[], { most = 100 }: { most?: number } = {}) {
  const fetch: typeof globalThis.fetch = async (input) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    const skip = Number(searchParams.get("skip"));
    const limit = Math.min(Number(searchParams.get("limit")), most);
    return Response.json(pathname.endsWith("linux_packages") ? rows.slice(skip, skip + limit) : []);
  };
  return connect(jumpcloud({ apiKey: "made-up", baseUrl: "https://jumpcloud.example/api", fetch }));
}

const rpm = (name: string, version: string) => ({
  system_id: "5f01",
  package_format: "rpm",
  name,
  version,
  arch: "x86_64",
});

describe("packages of one name", () => {
  const rows = [
    rpm("bash", "5.1"),
    rpm("gpg-pubkey", "1"),
    rpm("gpg-pubkey", "2"),
    rpm("gpg-pubkey", "1"),
    rpm("gpg-pubkey", "1"),
    rpm("kernel", "6.8"),
    rpm("kernel", "6.9"),
    rpm("zlib", "1"),
  ];
  const keys = [
    "bash:5.1",
    "gpg-pubkey:1",
    "gpg-pubkey:2",
    "gpg-pubkey:1#2",
    "gpg-pubkey:1#3",
    "kernel:6.8",
    "kernel:6.9",
    "zlib:1",
  ];
  const ids = keys.map((key) => {
    const [named, copy] = key.split("#");
    return `5f01:linux_packages:rpm:${named}:x86_64${copy ? `~23${copy}` : ""}`;
  });

  it.each([1, 2, 3, 4, 5, 8, 100])("are all listed, in pages of %i", async (pageSize) => {
    for (const most of [5, 6, 100]) {
      const mdm = openPackages(rows, { most });
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const { value: page } = await mdm.apps.list({ pageSize, cursor }).pages().next();
        found.push(...(page?.items ?? []).map(({ id }) => id));
        cursor = page?.next ?? undefined;
      } while (cursor);
      expect(found).toEqual(ids);
      const listing = mdm.apps.list({ pageSize });
      expect((await listing.toArray()).map(({ id }) => id)).toEqual(ids);
      expect(listing.report).toMatchObject({ complete: true, duplicates: 0 });
    }
  });

  it("are read one by one by the same ids", async () => {
    const mdm = openPackages(rows);
    for (const id of ids) expect(await mdm.apps.get(id)).toMatchObject({ id });
    await expect(mdm.apps.get(`${ids[1]}#4`)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a table that loses a row", () => {
  it.each([
    ["systeminsights_list_apps", 3, "shifted"],
    ["systeminsights_list_programs", 0, "shifted"],
    ["systeminsights_list_linux_packages", 1, "shifted"],
  ] as const)("makes the list incomplete: %s, row %i", async (operation, row, reason) => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "lost-row", operation, row });
    const listing = mdm.apps.list();
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason });
  });

  it("or has another total", async () => {
    for (const [by, reason] of [
      [2, "short"],
      [-2, "total-exceeded"],
    ] as const) {
      const { mdm, sandbox } = open();
      sandbox.inject({ type: "wrong-total", operation: "systeminsights_list_programs", by });
      const listing = mdm.apps.list();
      await listing.toArray();
      expect(listing.report).toMatchObject({ complete: false, reason });
    }
  });
});

describe("rows without a name", () => {
  it("are not taken for rows that came before", async () => {
    const rows = [{ system_id: "5f01" }, rpm("bash", "5.1"), { system_id: "5f01" }, rpm("zlib", "1")];
    const listing = openPackages(rows, { most: 2 }).apps.list();
    expect((await listing.toArray()).map(({ name }) => name)).toEqual(["bash", "zlib"]);
    expect(listing.report).toMatchObject({ complete: false, reason: "unreadable", unreadable: 2 });
  });
});

describe("a single app", () => {
  it("costs one request", async () => {
    const { mdm, asked } = open();
    const apps = await mdm.apps.list().toArray();
    const before = asked.length;
    expect(await mdm.apps.get(apps.at(-1)?.id ?? "")).toEqual(apps.at(-1));
    expect(asked.slice(before)).toHaveLength(1);
  });

  it("with an id of another form costs none", async () => {
    const { mdm, sandbox } = open();
    await expect(mdm.apps.get("5f0000000000000000000001")).rejects.toMatchObject({ code: "not-found" });
    expect(sandbox.requests).toEqual([]);
  });
});
