import { InvalidInputError, PermissionError } from "@mdmkit/runtime";
import { createSandbox, type SandboxOptions } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { type IvantiNeuronsVendorOptions, ivantiNeurons } from "../index.ts";

type Own = Pick<IvantiNeuronsVendorOptions, "deviceSpaceId">;

function open(sandboxOptions: SandboxOptions<"ivanti-neurons"> = {}, own: Own = {}) {
  const sandbox = createSandbox("ivanti-neurons", { devices: 24, users: 6, ...sandboxOptions });
  const { username, password } = sandbox.credentials;
  const mdm = connect(
    ivantiNeurons({ username, password, baseUrl: sandbox.baseUrl, fetch: sandbox.fetch, ...own }),
  );
  const lists = () =>
    sandbox.requests.filter(({ operation }) => operation === "listDevices").map(({ query }) => query);
  return { sandbox, mdm, lists };
}

describe("a list over device spaces", () => {
  it("walks one space after another, in the order of their ids", async () => {
    const { mdm, lists, sandbox } = open({ spaces: 3 });
    const listing = mdm.devices.list({ pageSize: 10 });
    const spaces = (await listing.toArray()).map(({ organization }) => organization?.id);
    expect(lists().map(({ dmPartitionId, rows, start }) => [dmPartitionId, rows, start])).toEqual([
      ["23001", "10", "0"],
      ["23001", "10", "10"],
      ["23002", "10", "0"],
      ["23003", "10", "0"],
    ]);
    expect(spaces).toEqual([...spaces].sort());
    expect(new Set(spaces).size).toBe(3);
    expect(listing.report).toMatchObject({ complete: true, records: 24, total: 24 });
    expect(sandbox.violations).toEqual([]);
  });

  it("sends rows and start, never offset, and asks for the order of ids", async () => {
    const { mdm, lists } = open({ spaces: 1 });
    await mdm.devices.list().toArray();
    expect(lists()).toEqual([
      {
        dmPartitionId: "23001",
        rows: "500",
        start: "0",
        "sortFields[0].name": "id",
        "sortFields[0].order": "ASC",
      },
    ]);
  });

  it("goes on from a cursor in another process, whatever space it is in", async () => {
    const { mdm, sandbox } = open({ spaces: 3 });
    const whole = (await mdm.devices.list().toArray()).map(({ id }) => id);
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { username, password } = sandbox.credentials;
      const other = connect(
        ivantiNeurons({ username, password, baseUrl: sandbox.baseUrl, fetch: sandbox.fetch }),
      );
      const { value: page } = await other.devices.list({ pageSize: 4, cursor }).pages().next();
      found.push(...(page?.items.map(({ id }) => id) ?? []));
      cursor = page?.next ?? null;
    }
    expect(found).toEqual(whole);
  });

  it.each(["", "next", "23001.0", "23001.-1.0", "a.0.0", "23001.0.0", "23001.0.0.x"])(
    "refuses the cursor %j",
    async (cursor) => {
      const { mdm, lists } = open();
      await expect(mdm.devices.list({ cursor }).toArray()).rejects.toBeInstanceOf(InvalidInputError);
      expect(lists()).toEqual([]);
    },
  );

  it("passes through a space without devices", async () => {
    const { mdm, sandbox } = open({ spaces: 3 });
    const { devices, inventory } = sandbox.state;
    for (const index of devices.indexes())
      if (inventory.spaceOf(index) === 23_002) devices.remove(inventory.deviceId(index));
    const listing = mdm.devices.list({ pageSize: 5 });
    const spaces = new Set((await listing.toArray()).map(({ organization }) => organization?.id));
    expect([...spaces]).toEqual(["23001", "23003"]);
    expect(listing.report.complete).toBe(true);
  });

  it("finds a space that is new at the next walk", async () => {
    const { mdm, sandbox } = open({ spaces: 1 });
    await mdm.devices.list().toArray();
    await mdm.devices.list().toArray();
    const discoveries = sandbox.requests.filter(({ operation }) => operation === "listDeviceSpaces");
    expect(discoveries).toHaveLength(2);
  });

  it("asks once for the spaces, however many pages there are", async () => {
    const { mdm, sandbox } = open({ spaces: 3 });
    await mdm.devices.list({ pageSize: 2 }).toArray();
    expect(sandbox.requests.filter(({ operation }) => operation === "listDeviceSpaces")).toHaveLength(1);
  });

  it("reads more spaces than fit one page of them", async () => {
    const { mdm } = open({ spaces: 60, devices: 120 });
    const listing = mdm.devices.list();
    expect(await listing.toArray()).toHaveLength(120);
    expect(listing.report.pages).toBe(60);
  });

  it("throws what goes wrong when the spaces are asked for", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "forbidden", operation: "listDeviceSpaces" });
    await expect(mdm.devices.list().toArray()).rejects.toBeInstanceOf(PermissionError);
  });

  it("lists the one space that is configured, without looking for others", async () => {
    const { mdm, sandbox } = open({ spaces: 3 }, { deviceSpaceId: "23002" });
    const devices = await mdm.devices.list().toArray();
    expect(new Set(devices.map(({ organization }) => organization?.id))).toEqual(new Set(["23002"]));
    expect(sandbox.requests.map(({ operation }) => operation)).toEqual(["listDevices"]);
    expect(() => open({}, { deviceSpaceId: "Default Space" })).toThrow(InvalidInputError);
  });
});

describe("filters at the vendor", () => {
  it("search a serial number, an owner, a platform, the most telling of them only", async () => {
    const { mdm, lists } = open({ spaces: 1 });
    await mdm.devices.list({ serial_number: "2YDVXM0003" }).toArray();
    await mdm.devices.list({ owner: { id: "5400003" } }).toArray();
    await mdm.devices.list({ platform: "ipados" }).toArray();
    await mdm.devices.list({ platform: "ipados", serial_number: "C02X" }).toArray();
    await mdm.devices.list({ platform: "chromeos" }).toArray();
    expect(lists().map(({ fq }) => fq)).toEqual([
      "serialNumber=2YDVXM0003",
      "ownerId=5400003",
      "platformType=IOS",
      "serialNumber=C02X",
      undefined,
    ]);
  });

  it.each(["a b", "a'b", "(x)", "x=1", "null", "To be filled by O.E.M."])(
    "do not send the serial number %j",
    async (serial) => {
      const { mdm, lists } = open({ spaces: 1 });
      expect(await mdm.devices.list({ serial_number: serial }).toArray()).toEqual([]);
      expect(lists().map(({ fq }) => fq)).toEqual([undefined]);
    },
  );

  it("leave out the device spaces of other organizations", async () => {
    const { mdm, lists } = open({ spaces: 3 });
    await mdm.devices.list({ organization: { id: "23003" } }).toArray();
    await mdm.devices.list({ organization: { id: "99" } }).toArray();
    expect(lists().map(({ dmPartitionId }) => dmPartitionId)).toEqual(["23003"]);
  });
});

describe("one device", () => {
  it("is found by its guid as well, and joined with policies and the name of its space", async () => {
    const { mdm, sandbox } = open();
    const { guid } = sandbox.state.devices.get("1200003") ?? {};
    const device = await mdm.devices.get(String(guid));
    expect(device).toMatchObject({
      id: "1200003",
      organization: { id: "23001", name: "Default Space" },
      policy: { id: "200", name: "Compromised Devices" },
    });
    expect(device).toEqual(await mdm.devices.get("1200003"));
  });

  it("is returned without what a role cannot read", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "forbidden", operation: "listDevicePolicies" });
    sandbox.inject({ type: "forbidden", operation: "listDeviceSpaces" });
    const device = await mdm.devices.get("1200003");
    expect(device.policy).toBeUndefined();
    expect(device.organization).toEqual({ id: "23001", name: undefined });
  });

  it("shows no bypass code and no push address", async () => {
    const { mdm, sandbox } = open();
    const secrets: unknown[] = [];
    for (const index of sandbox.state.devices.indexes()) {
      const row = sandbox.state.devices.get(sandbox.state.inventory.deviceId(index));
      secrets.push(row?.bypassCode, row?.winDmClientChannelUri);
      const shown = JSON.stringify(await mdm.devices.get(String(row?.id)));
      for (const secret of secrets) if (typeof secret === "string") expect(shown).not.toContain(secret);
    }
    expect(secrets.filter((secret) => typeof secret === "string").length).toBeGreaterThan(3);
  });
});
