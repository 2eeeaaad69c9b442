import { createSandbox, type SandboxOptions } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { ninjaone } from "../index.ts";

function open(options: SandboxOptions<"ninjaone"> = {}) {
  const sandbox = createSandbox("ninjaone", { devices: 40, users: 20, ...options });
  const { clientId, clientSecret, scope } = sandbox.credentials;
  const { baseUrl, fetch } = sandbox;
  const mdm = connect(ninjaone({ clientId, clientSecret, scope, baseUrl, fetch, ...noWait }));
  const count = (operation: string) => sandbox.requests.filter((one) => one.operation === operation).length;
  return { sandbox, mdm, count };
}

describe("a list", () => {
  it("reads each report once, however many pages it has", async () => {
    const { mdm, count } = open();
    await mdm.devices.list({ pageSize: 8 }).toArray();
    expect(count("getDevicesDetailed")).toBe(6);
    expect(["getDeviceHealthReport", "getAntivirusStatusReport", "getVolumes"].map(count)).toEqual([1, 1, 1]);
  });

  it("does not end at a page that the vendor cut", async () => {
    const { mdm } = open({ pageLimit: 7 });
    expect(await mdm.devices.list().toArray()).toHaveLength(40);
  });

  it("filters by df, and compares every record again", async () => {
    const { mdm, sandbox } = open();
    const devices = await mdm.devices.list({ platform: "macos", organization: { id: "3" } }).toArray();
    expect(devices.length).toBeGreaterThan(0);
    expect(new Set(devices.map(({ platform, organization }) => `${platform} ${organization?.id}`))).toEqual(
      new Set(["macos 3"]),
    );
    const list = sandbox.requests.find(({ operation }) => operation === "getDevicesDetailed");
    expect(String(list?.query.df)).toBe("org = 3 AND class in (MAC,MAC_SERVER)");
  });

  it("reads owners at once where `expand` does not bring them", async () => {
    const { mdm, count } = open({ expand: false });
    const devices = await mdm.devices.list().toArray();
    expect(devices.some(({ owner }) => owner?.name)).toBe(true);
    expect(count("getUsers")).toBe(1);
  });

  it("is not complete where the vendor begins again instead of going on", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "repeat-page", operation: "getDevicesDetailed", page: 2 });
    const listing = mdm.devices.list({ pageSize: 8 });
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "shifted" });
  });

  it("asks once for a report that the tenant lacks, and reports the gap", async () => {
    const { mdm, sandbox, count } = open();
    sandbox.inject({
      type: "forbidden",
      operation: "getDeviceHealthReport",
      times: Number.POSITIVE_INFINITY,
    });
    const listing = mdm.devices.list({ pageSize: 8 });
    const devices = await listing.toArray();
    expect(devices).toHaveLength(40);
    expect(devices.some((device) => "patch_status" in device && device.patch_status)).toBe(false);
    expect(listing.report.gaps).toMatchObject([{ operation: "getDeviceHealthReport" }]);
    expect(count("getDeviceHealthReport")).toBe(1);
  });
});

it("a device whose volumes cannot be read leaves those of others", async () => {
  const { mdm, sandbox, count } = open();
  const [one, other] = await mdm.devices.list({ platform: "windows" }).toArray();
  sandbox.inject({ type: "forbidden", operation: "getDeviceVolumes", times: 1 });
  await mdm.devices.get(one?.id ?? "");
  await mdm.devices.get(other?.id ?? "");
  expect(count("getDeviceVolumes")).toBe(2);
});

it("a token that lacks a scope is a missing permission", async () => {
  const { mdm, sandbox } = open({ scopes: ["monitoring"] });
  const [device] = await mdm.devices.list({ platform: "macos" }).toArray();
  await expect(mdm.devices.restart(device?.id ?? "")).rejects.toMatchObject({
    code: "permission",
    permission: ["control"],
  });
  expect(sandbox.requests.filter(({ operation }) => operation === "token")).toHaveLength(1);
});
