import { InvalidInputError, NotFoundError, PermissionError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";

describe("one fleet of two kinds", () => {
  it("is walked computers first, each by its id, with one small request for the total", async () => {
    const { mdm, operations, sandbox } = openJamfPro({ devices: 500 });
    const listing = mdm.devices.list();
    const ids = (await listing.toArray()).map(({ id }) => id);
    const { computer, mobile } = sandbox.state.inventory.sizes;
    const numbered = (kind: string, size: number) =>
      Array.from({ length: size }, (_, at) => `${kind}-${at + 1}`);
    expect(ids).toEqual([...numbered("computer", computer), ...numbered("mobile", mobile)]);
    expect(listing.report).toMatchObject({ complete: true, total: 500, records: 500 });
    expect(operations().filter((operation) => operation.startsWith("listComputers"))).toHaveLength(2);
    expect(operations().filter((operation) => operation === "listMobileDeviceDetails")).toHaveLength(2);
    expect(operations().filter((operation) => operation === "listSites")).toHaveLength(1);
  });

  it("asks for the sections it maps, and never for applications", async () => {
    const { mdm, sandbox } = openJamfPro();
    await mdm.devices.list().toArray();
    await mdm.devices.get("computer-1");
    await mdm.devices.get("mobile-1");
    const sections = sandbox.requests.flatMap(({ query }) => query.section ?? []);
    expect(sections).toContain("STORAGE");
    expect(sections).not.toContain("APPLICATIONS");
  });

  it("reads on with the page size of the cursor, whatever is asked for later", async () => {
    const { mdm } = openJamfPro();
    const { value: page } = await mdm.devices.list({ pageSize: 7 }).pages().next();
    const rest = await mdm.devices.list({ pageSize: 50, cursor: page?.next ?? "" }).toArray();
    expect(rest).toHaveLength(53);
  });

  it.each(["", "x", "computer:1", "tablet:1:10:5", "computer:-1:10:5", "computer:1:0:5", "5:3"])(
    "refuses the cursor %j before any request",
    async (cursor) => {
      const { mdm, operations } = openJamfPro();
      await expect(mdm.devices.list({ cursor }).toArray()).rejects.toBeInstanceOf(InvalidInputError);
      expect(operations()).toEqual([]);
    },
  );

  it("lists what a role may see, and says what it may not", async () => {
    const privileges = ["Read Computers", "Read Mobile Devices"];
    const { mdm } = openJamfPro({ privileges });
    const listing = mdm.devices.list();
    expect(await listing.toArray()).toHaveLength(60);
    expect(listing.report.gaps.map(({ operation }) => operation).sort()).toEqual(["listSites", "listUsers"]);
    const device = await mdm.devices.get("mobile-1");
    expect(device.compliance_status).toBeUndefined();
    expect(device.created_at).toEqual(expect.any(String));
  });

  it.each([
    ["listUsers", "username", "owner"],
    ["listSites", "id", "organization"],
  ] as const)("leaves a gap when a row of %s has no device", async (operation, property, field) => {
    const { mdm, sandbox } = openJamfPro();
    sandbox.inject({ type: "drifted-field", operation, field: property, value: null });
    const listing = mdm.devices.list();
    await listing.toArray();
    expect(listing.report.gaps).toEqual([
      { operation, fields: [field], reason: "A row of the response cannot be read." },
    ]);
    await listing.toArray();
    expect(listing.report.gaps).toEqual([]);
  });

  it("does not pass over a kind that may not be read", async () => {
    const { mdm } = openJamfPro({ privileges: ["Read Computers", "Read User"] });
    const error: unknown = await mdm.devices
      .list()
      .toArray()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PermissionError);
    expect(error).toMatchObject({
      operation: "listMobileDeviceDetails",
      permission: ["Read Mobile Devices"],
    });
  });

  it("is listed although Jamf cannot read a record, and then not complete", async () => {
    const { mdm } = openJamfPro({ devices: 300, broken: 0.1 });
    const listing = mdm.devices.list();
    expect((await listing.toArray()).length).toBeGreaterThan(250);
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
  });
});

describe("ids", () => {
  it.each([
    ["1", "desktop", "computer-1"],
    ["1", "mobile", "mobile-1"],
    ["1", "laptop", "computer-1"],
    ["mobile-1", "mobile", "mobile-1"],
    ["computer-1", undefined, "computer-1"],
  ] as const)("%s with type %s is %s", async (id, type, expected) => {
    const { mdm } = openJamfPro();
    expect((await mdm.devices.get(id, { type })).id).toBe(expected);
  });

  it.each([undefined, "other"] as const)("without a kind are refused: type %s", async (type) => {
    const { mdm, operations } = openJamfPro();
    await expect(mdm.devices.get("1", { type })).rejects.toThrow(/"computer-1"/);
    expect(operations()).toEqual([]);
  });

  it.each(["computer-", "computer-1/erase", "COMPUTER-1", "mobile-1;DROP", "x"])(
    "%j is not found",
    async (id) => {
      const { mdm, operations } = openJamfPro();
      await expect(mdm.devices.get(id)).rejects.toBeInstanceOf(NotFoundError);
      expect(operations()).toEqual([]);
    },
  );

  it.each(["computer-999", "mobile-999"])("%s is asked for and not found", async (id) => {
    await expect(openJamfPro().mdm.devices.get(id)).rejects.toMatchObject({ code: "not-found", status: 404 });
  });

  it("with a type choose the device of an action and of a delete", async () => {
    const { mdm } = openJamfPro();
    const options = { type: "mobile", confirm: "mobile-1", dryRun: true } as const;
    const { requests } = await mdm.devices.delete("1", options);
    expect(requests).toMatchObject([{ method: "DELETE", path: "/JSSResource/mobiledevices/id/1" }]);
    expect((await mdm.devices.sync("1", { type: "desktop", dryRun: true })).id).toBe("computer-1");
  });
});

describe("filters", () => {
  it.each([
    ["laptop", ["listComputers"]],
    ["tablet", ["listMobileDeviceDetails"]],
    ["other", ["listComputers", "listMobileDeviceDetails"]],
  ] as const)("by type %s read only %j", async (type, expected) => {
    const { mdm, operations } = openJamfPro();
    await mdm.devices.list({ type }).toArray();
    expect([...new Set(operations())].filter((operation) => !/Users|Sites/.test(operation))).toEqual(
      expected,
    );
  });

  it("by type desktop and mobile give every device between them", async () => {
    const { mdm } = openJamfPro();
    const all = await mdm.devices.list().toArray();
    const computers = mdm.devices.list({ type: "desktop" });
    const found = [...(await computers.toArray()), ...(await mdm.devices.list({ type: "mobile" }).toArray())];
    expect(found.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(new Set(found.map(({ type }) => type)).size).toBeGreaterThan(2);
    expect(computers.plan).toMatchObject({ pushed: ["type"], local: [] });
  });

  it("that no device can fit ask for nothing", async () => {
    const { mdm, operations } = openJamfPro();
    const listing = mdm.devices.list({ type: "laptop", platform: "ios" });
    expect(await listing.toArray()).toEqual([]);
    expect(listing.report).toMatchObject({ complete: true, total: 0 });
    expect(operations()).toEqual([]);
  });

  it("narrow both kinds in their own words, and are checked again here", async () => {
    const { mdm, filtersOf, sandbox } = openJamfPro();
    const serial = String(sandbox.state.inventory.device("computer", 0).serial);
    const listing = mdm.devices.list({ serial_number: serial });
    expect((await listing.toArray()).map(({ id }) => id)).toEqual(["computer-1"]);
    expect(listing.report).toMatchObject({ complete: true, total: 1, matched: 1 });
    expect(filtersOf("listComputers")).toEqual([`hardware.serialNumber=="*${serial}*"`]);
    expect(new Set(filtersOf("listMobileDeviceDetails"))).toEqual(new Set([`serialNumber=="*${serial}*"`]));
    expect(await mdm.devices.list({ serial_number: serial.toLowerCase() }).toArray()).toEqual([]);
  });

  it("carry any text, quotes and all, and leave backslashes to be checked here", async () => {
    const { mdm, filtersOf, sandbox } = openJamfPro();
    const row = Object(sandbox.state.computers.get("1"));
    for (const name of ['a "b", (c);d==e', "50% + 1*", "back\\slash"]) {
      sandbox.state.computers.update("1", { general: { ...row.general, name } });
      expect((await mdm.devices.list({ name }).toArray()).map(({ id }) => id)).toEqual(["computer-1"]);
    }
    expect(filtersOf("listComputers")).toEqual([
      'general.name=="*a \\"b\\", (c);d==e*"',
      'general.name=="*50% + 1**"',
      undefined,
    ]);
    expect(sandbox.violations).toEqual([]);
  });

  it("by owner look at all that may name them", async () => {
    const { mdm, filtersOf } = openJamfPro();
    const laptops = await mdm.devices.list({ type: "laptop" }).toArray();
    const first = laptops.find(({ owner }) => owner?.name);
    const owner = { name: first?.owner?.name ?? "" };
    const found = await mdm.devices.list({ type: "laptop", owner }).toArray();
    expect(found.map(({ id }) => id)).toContain(first?.id);
    expect(filtersOf("listComputers").at(-1)).toBe(
      `(userAndLocation.realname=="*${owner.name}*",userAndLocation.username=="*${owner.name}*",userAndLocation.email=="*${owner.name}*")`,
    );
  });
});

describe("what is joined", () => {
  it("is asked for by user name, in filters that an address can hold", async () => {
    const { mdm, filtersOf } = openJamfPro({ devices: 400, users: 400 });
    await mdm.devices.list({ type: "laptop" }).toArray();
    const filters = filtersOf("listUsers").map(String);
    expect(filters.length).toBeGreaterThan(2);
    expect(Math.max(...filters.map((filter) => encodeURIComponent(filter).length))).toBeLessThan(7_000);
    expect(filters.every((filter) => filter.startsWith("username=in=("))).toBe(true);
  });

  it("never holds the tokens of a single read", async () => {
    const { mdm } = openJamfPro();
    const { remote_data } = await mdm.devices.get("mobile-2");
    expect(JSON.stringify(remote_data)).not.toMatch(/unlockToken|bootstrapToken"/);
  });

  it("of an Apple TV leaves its AirPlay password out", async () => {
    const { mdm, sandbox } = openJamfPro();
    const row = Object(sandbox.state.mobileDevices.get("1"));
    const { security, network, serviceSubscriptions, ebooks, sharedUsers, ...tv } = row;
    const general = { udid: "1", displayName: "TV", airPlayPassword: "made-up", managed: true };
    for (const name of Object.keys(row)) delete row[name];
    sandbox.state.mobileDevices.update("1", { ...tv, deviceType: "tvOS", general });
    const device = await mdm.devices.get("mobile-1");
    expect(device).toMatchObject({ name: "TV", os_name: "tvOS" });
    expect(JSON.stringify(device)).not.toContain("made-up");
  });
});

describe("a write", () => {
  it("reads back from the server that took it", async () => {
    const { mdm } = openJamfPro({ lag: 5 });
    const { asset_tag } = await mdm.devices.update("computer-1", { asset_tag: "NEW-1" });
    expect(asset_tag).toBe("NEW-1");
  });

  it("reads 299 of 300 computers where one makes its page fail", async () => {
    const { mdm, sandbox, operations } = openJamfPro({ devices: 600 });
    const { computer } = sandbox.state.inventory.sizes;
    sandbox.inject({ type: "failing-row", operation: "listComputers", row: 137 });
    const listing = mdm.devices.list({ type: "desktop" });
    expect(await listing.toArray()).toHaveLength(computer - 1);
    expect(listing.report).toMatchObject({
      complete: false,
      reason: "unreadable",
      unreadable: 1,
      total: computer,
    });
    expect(operations().filter((name) => name === "listComputers").length).toBeLessThan(30);
  });
});
