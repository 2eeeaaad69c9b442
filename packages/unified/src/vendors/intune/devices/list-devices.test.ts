import { createSandbox, type SandboxOptions } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { intune } from "../index.ts";

const FOREVER = Number.POSITIVE_INFINITY;

/** An account of a fresh sandbox; `change` may change the JSON of a response. */
function open(
  options: SandboxOptions<"intune"> = {},
  change: (body: Record<string, unknown>, url: URL) => unknown = (body) => body,
) {
  const sandbox = createSandbox("intune", { devices: 24, users: 10, ...options });
  const { credentials, baseUrl } = sandbox;
  const urls: URL[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await sandbox.fetch(input, init);
    const url = new URL(new Request(input).url);
    if (!url.pathname.endsWith("/managedDevices")) return response;
    urls.push(url);
    return response.ok
      ? Response.json(change(await response.json(), url), { status: response.status })
      : response;
  };
  const vendor = intune({ ...credentials, baseUrl, fetch, retry: { attempts: 1 } });
  return { mdm: connect(vendor), sandbox, urls };
}

describe("a list of devices", () => {
  it("goes by the links, whether or not a page is full", async () => {
    const { mdm, urls } = open({}, ({ value, ...rest }, { searchParams }) => ({
      ...rest,
      value: searchParams.has("$skiptoken") ? value : [],
    }));
    const listing = mdm.devices.list({ pageSize: 10 });
    expect(await listing.toArray()).toHaveLength(14);
    expect(urls).toHaveLength(3);
  });

  it("asks once for a tenant that may not be read, and again in the next list or read", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "forbidden", operation: "listOrganizations", times: FOREVER });
    const count = () => sandbox.requests.filter(({ operation }) => operation === "listOrganizations").length;
    const listing = mdm.devices.list({ pageSize: 10 });
    await listing.toArray();
    expect(listing.report.gaps).toMatchObject([{ operation: "listOrganizations" }]);
    expect(count()).toBe(1);
    const [device] = await mdm.devices.list({ pageSize: 10 }).toArray();
    expect(count()).toBe(2);
    await mdm.devices.get(device?.id ?? "");
    expect(count()).toBe(3);
    const filled = mdm.devices.list({ hydrate: ["notes"] });
    await filled.toArray();
    expect(filled.report.hydration?.filled).toBeGreaterThan(1);
    expect(count()).toBe(4);
  });

  it("finds devices by each tag, be it a group or a category, and reads none of them alone", async () => {
    const { mdm, sandbox } = open();
    const whole = await mdm.devices.list({ hydrate: ["tags"], hydrateRequests: 1000 }).toArray();
    const names = new Set(whole.flatMap(({ tags }) => tags?.map(({ name }) => name ?? "") ?? []));
    const hasCategory = whole.some(({ tags }) => tags?.some(({ id }) => id === undefined));
    expect([names.size > 2, hasCategory]).toEqual([true, true]);
    const before = sandbox.requests.length;
    for (const name of [...names, "Unknown"]) {
      const expected = whole.filter(({ tags }) => tags?.some((tag) => tag.name === name));
      const listing = mdm.devices.list({ tags: { name } });
      expect((await listing.toArray()).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(listing.report.complete).toBe(true);
    }
    const operations = sandbox.requests.slice(before).map(({ operation }) => operation);
    expect(operations).not.toContain("getManagedDevice");
  });

  it("sends a link's parameters as they came", async () => {
    const { mdm, urls } = open();
    await mdm.devices.list({ pageSize: 20 }).toArray();
    expect(urls.map(({ searchParams }) => searchParams.get("$top"))).toEqual(["20", "20"]);
    expect(urls[1]?.searchParams.get("$skiptoken")).toMatch(/^TGFzdElkPS/);
  });

  it.each([504, 503] as const)(
    "fails when a later page does with %i, and is not complete",
    async (status) => {
      const { mdm, sandbox } = open();
      sandbox.inject({
        type: "server-error",
        status,
        operation: "listManagedDevices",
        page: 3,
        times: FOREVER,
      });
      const listing = mdm.devices.list({ pageSize: 5 });
      await expect(listing.toArray()).rejects.toMatchObject({ code: "vendor-unavailable", status });
      expect(listing.report).toMatchObject({ complete: false, reason: "failed", records: 10 });
    },
  );

  it.each(["https://example.org/v1.0/deviceManagement/managedDevices?$skiptoken=x", "?", 7])(
    "sends no credential to the link %j",
    async (link) => {
      const { mdm, sandbox } = open({}, (body) => ({ ...body, "@odata.nextLink": link }));
      const error = await mdm.devices
        .list()
        .toArray()
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "invalid-response", operation: "listManagedDevices" });
      expect(sandbox.requests.filter(({ operation }) => operation === "listManagedDevices")).toHaveLength(1);
    },
  );

  it("ends where a link leads back, and says so", async () => {
    const { mdm } = open({}, (body, { href }) => ({
      ...body,
      "@odata.nextLink": `${href.split("?")[0]}?$skiptoken=TGFzdElkPScnO0F0PTA=&$top=5`,
    }));
    const listing = mdm.devices.list({ pageSize: 5 });
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "loop" });
  });

  it.each(["x", "", "$top=5", "%"])("takes no cursor like %j", async (cursor) => {
    await expect(open().mdm.devices.list({ cursor }).toArray()).rejects.toMatchObject({
      code: "invalid-input",
    });
  });

  it("reads owners and the tenant without a request for each device", async () => {
    const { mdm, sandbox } = open({ devices: 2000 });
    const devices = await mdm.devices.list().toArray();
    expect(devices.filter(({ owner }) => owner?.name).length).toBeGreaterThan(1500);
    const operations = sandbox.requests.map(({ operation }) => operation);
    expect(operations.toSorted()).toEqual([
      "listManagedDevices",
      "listManagedDevices",
      "listManagedDevices",
      "listOrganizations",
      "token",
    ]);
  });
});

describe("a filter", () => {
  it("by serial number is sent, with its quotes doubled, and compared again", async () => {
    const { mdm, urls } = open();
    expect(await mdm.devices.list({ serial_number: "O'Brien" }).toArray()).toEqual([]);
    expect(urls[0]?.searchParams.get("$filter")).toBe("serialNumber eq 'O''Brien'");
  });

  it("that the service ignores still selects", async () => {
    const { mdm } = open({}, (body) => body);
    const [device] = (await mdm.devices.list().toArray()).filter(({ serial_number }) => serial_number);
    const everything = createSandbox("intune", { devices: 24, users: 10 });
    const { credentials, baseUrl } = everything;
    const fetch: typeof globalThis.fetch = (input, init) =>
      everything.fetch(String(new Request(input).url).replace(/%24filter=[^&]*/, ""), init);
    const ignoring = connect(intune({ ...credentials, baseUrl, fetch }));
    const serial_number = device?.serial_number ?? "";
    const found = await ignoring.devices.list({ serial_number }).toArray();
    expect(found.map(({ id }) => id)).toEqual([device?.id]);
  });

  it("by owner sends the id and nothing else, and only one condition at a time", async () => {
    const { mdm, urls, sandbox } = open();
    const [id = ""] = sandbox.state.users.ids();
    const found = await mdm.devices.list({ owner: { id } }).toArray();
    expect(found.every(({ owner }) => owner?.id === id)).toBe(true);
    await mdm.devices.list({ owner: { id, name: "x" }, serial_number: "SN-1" }).toArray();
    await mdm.devices.list({ owner: { name: "x" } }).toArray();
    expect(urls.map(({ searchParams }) => searchParams.get("$filter"))).toEqual([
      `userId eq '${id}'`,
      "serialNumber eq 'SN-1'",
      null,
    ]);
  });

  it("never sends `ne`, `or` or a condition that the service may not know", async () => {
    const { mdm, urls } = open();
    const filters = { platform: "windows", model: "x", name: "x", os_version: "1", type: "laptop" } as const;
    for (const [name, value] of Object.entries(filters)) await mdm.devices.list({ [name]: value }).toArray();
    expect(urls.every(({ searchParams }) => !searchParams.has("$filter"))).toBe(true);
  });
});

describe("a tenant without Intune", () => {
  it.each(["devices", "apps"] as const)("has no %s, which is no missing permission", async (resource) => {
    const { mdm, sandbox } = open({ licensed: false });
    const lists = { devices: () => mdm.devices.list().toArray(), apps: () => mdm.apps.list().toArray() };
    const error = await lists[resource]().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unsupported-operation", status: 501 });
    expect(String(error)).toContain("The tenant has no Intune");
    expect(sandbox.requests.filter(({ operation }) => operation === "listManagedDevices")).toHaveLength(1);
  });

  it("fails the check of an account, and still has users", async () => {
    const { mdm } = open({ licensed: false });
    await expect(mdm.check()).rejects.toMatchObject({ code: "unsupported-operation" });
    expect(await mdm.users.list().toArray()).toHaveLength(10);
  });
});
