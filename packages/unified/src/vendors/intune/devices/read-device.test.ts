import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { intune } from "../index.ts";

function open() {
  const sandbox = createSandbox("intune", { devices: 120, users: 10 });
  const { credentials, baseUrl, fetch } = sandbox;
  const operations = () => sandbox.requests.map(({ operation }) => operation);
  return { mdm: connect(intune({ ...credentials, baseUrl, fetch })), sandbox, operations };
}

describe("a single device", () => {
  it("is asked for scans on Windows only, and for groups only if it is in the directory", async () => {
    const { mdm, sandbox, operations } = open();
    const { devices } = sandbox.state;
    const zero = "00000000-0000-0000-0000-000000000000";
    const [loose] = devices
      .all()
      .filter((row) => row.azureADDeviceId === zero && row.operatingSystem !== "Windows");
    expect(await mdm.devices.get(String(loose?.id))).not.toHaveProperty("last_scan_at", expect.any(String));
    expect(operations()).not.toContain("listDeviceMemberships");
    expect(operations()).not.toContain("getWindowsProtectionState");
    const [windows] = devices.all().filter((row) => row.operatingSystem === "Windows");
    const { tags } = await mdm.devices.get(String(windows?.id));
    expect(operations()).toContain("getWindowsProtectionState");
    expect(tags?.map(({ name }) => name)).not.toContain("Oslo"); // an administrative unit
  });

  it("has the user that the service leaves blank, and is asked for it only then", async () => {
    const { mdm, sandbox, operations } = open();
    const { devices } = sandbox.state;
    const owned = devices.all().filter(({ userId }) => userId);
    const [blank, named] = [true, false].map((isBlank) =>
      String(owned.find(({ id }) => String(id).endsWith("7") === isBlank)?.id),
    );
    expect((await mdm.devices.get(named ?? "")).owner?.id).toBe(devices.get(named ?? "")?.userId);
    expect(operations()).not.toContain("listManagedDeviceUsers");
    const { owner } = await mdm.devices.get(blank ?? "");
    expect(owner).toMatchObject({ id: devices.get(blank ?? "")?.userId, name: expect.any(String) });
    await mdm.devices.assignUser(blank ?? "", { user_id: null });
    expect((await mdm.devices.get(blank ?? "")).owner).toBeNull();
  });

  it("has no secret of its actions, in the record or in what observers get", async () => {
    const { mdm, sandbox } = open();
    const { devices } = sandbox.state;
    const mac = String(devices.all().find(({ operatingSystem }) => operatingSystem === "macOS")?.id);
    const phone = String(devices.all().find(({ operatingSystem }) => operatingSystem === "Android")?.id);
    await mdm.devices.lock(mac, { confirm: mac });
    await mdm.devices.clearPasscode(phone, { confirm: phone });
    const seen: unknown[] = [];
    const onExchange = (exchange: unknown) => void seen.push(exchange);
    for (const id of [mac, phone]) seen.push(await mdm.devices.get(id, { onExchange }));
    seen.push(await mdm.devices.list({ onExchange }).toArray());
    const text = JSON.stringify(seen);
    expect(text).toContain("remoteLock");
    for (const secret of ["unlockPin", "made-up-passcode", "made-up-bypass"])
      expect(text).not.toContain(secret);
    const raw = await mdm.raw.getManagedDevice({ path: { managedDeviceId: mac } });
    expect(raw.deviceActionResults?.[0]?.unlockPin).toBe("000000");
  });

  it.each(["unknown", "../users", "a b"])("has no id like %j, which needs no request", async (id) => {
    const { mdm, sandbox } = open();
    await expect(mdm.devices.get(id)).rejects.toMatchObject({ code: "not-found" });
    await expect(mdm.users.get(id)).rejects.toMatchObject({ code: "not-found" });
    expect(sandbox.requests).toEqual([]);
  });
});
