import { NotFoundError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";

describe.each([
  ["11.30.1", "listComputers", "getComputer", "updateComputer", "deleteComputer", "eraseComputer"],
  ["11.25.0", "listComputersV3", "getComputerV3", "updateComputerV3", "deleteComputerV3", "eraseComputerV1"],
  ["10.50.0", "listComputersV1", "getComputerV1", "updateComputerV1", "deleteComputerV1", "eraseComputerV1"],
])("a server of version %s", (version, list, get, update, remove, erase) => {
  it(`lists by ${list}, whichever that takes to find out`, async () => {
    const { mdm, operations, sandbox } = openJamfPro({ version, devices: 450 });
    const devices = await mdm.devices.list().toArray();
    expect(devices).toHaveLength(450);
    expect(
      devices.filter(({ last_activity_at }) => typeof last_activity_at === "string").length,
    ).toBeGreaterThan(350);
    expect(operations().filter((operation) => operation === list)).toHaveLength(2);
    expect(operations().filter((operation) => operation === "getJamfProVersion").length).toBeLessThan(2);
    expect(operations().filter((operation) => operation === "listComputers").length).toBeLessThan(3);
    expect(sandbox.violations).toEqual([]);
  });

  it(`gets by ${get} and writes by its own operations`, async () => {
    const { mdm, operations } = openJamfPro({ version });
    expect((await mdm.devices.get("computer-1")).id).toBe("computer-1");
    expect(operations()).toContain(get);
    const confirm = { confirm: "computer-1", dryRun: true } as const;
    const planned = [
      await mdm.devices.update("computer-1", { asset_tag: "A" }, { dryRun: true }),
      await mdm.devices.delete("computer-1", confirm),
      await mdm.devices.erase("computer-1", { pin: "123456", ...confirm }),
    ];
    expect(planned.map(({ requests }) => requests[0]?.operation)).toEqual([update, remove, erase]);
  });

  it("distinguishes an unknown computer from an operation that the server lacks", async () => {
    const { mdm } = openJamfPro({ version });
    await expect(mdm.devices.get("computer-999")).rejects.toBeInstanceOf(NotFoundError);
    expect((await mdm.devices.get("computer-1")).id).toBe("computer-1");
  });

  it("plans a first write without having read", async () => {
    const { mdm } = openJamfPro({ version });
    const { requests } = await mdm.devices.update("computer-1", { asset_tag: "A" }, { dryRun: true });
    expect(requests[0]?.operation).toBe(update);
  });
});

describe("a server before 11.25", () => {
  it("has devices of people, by a word that newer servers do not have", async () => {
    const { mdm, sandbox } = openJamfPro({ version: "11.23.2" });
    const listing = mdm.devices.list({ platform: "ios" });
    const owned = (await listing.toArray()).map(({ is_corporate_owned }) => is_corporate_owned);
    const words = sandbox.state.mobileDevices.all().map(({ general }) => Object(general).deviceOwnershipType);
    expect(words).toContain("PersonalDeviceProfile");
    expect(owned).toContain(false);
    expect(listing.report).toMatchObject({ complete: true, drift: [] });
    expect(sandbox.violations).toEqual([]);
  });
});

describe("the newest inventory", () => {
  it("costs no request to find out", async () => {
    const { mdm, operations } = openJamfPro();
    await mdm.devices.get("computer-1");
    expect(operations()).not.toContain("getJamfProVersion");
  });

  it("stays decided after the first response", async () => {
    const { mdm, operations } = openJamfPro();
    await mdm.devices.get("computer-1");
    await expect(mdm.devices.get("computer-999")).rejects.toBeInstanceOf(NotFoundError);
    expect(operations()).not.toContain("getJamfProVersion");
  });
});
