import { describe, expect, it } from "vitest";
import { createSandbox } from "../../../create-sandbox.ts";
import { openIvantiNeurons } from "../fixtures/calls.ts";

describe("a device", () => {
  it("is found by id and by guid, with all properties", async () => {
    const { call, sandbox } = openIvantiNeurons();
    const { guid } = sandbox.state.devices.get("1200003") ?? {};
    const byId = await call("/device/1200003");
    expect(byId.row).toMatchObject({
      id: 1_200_003,
      guid,
      dmPartitionName: null,
      groups: expect.arrayContaining([expect.objectContaining({ name: "All Devices" })]),
    });
    expect((await call(`/device/${guid}`)).row).toEqual(byId.row);
    const other = String(guid).replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
    for (const id of ["7", "abc", other]) expect(await call(`/device/${id}`)).toMatchObject({ status: 404 });
  });

  it("has one key twice, of which the last counts", async () => {
    const { call } = openIvantiNeurons();
    const { text, row } = await call("/device/1200003");
    expect(text.match(/"androidSecurityPatchLevel"/g)).toHaveLength(2);
    expect(row.androidSecurityPatchLevel).toBeNull();
  });

  it("is the same hardware as at another vendor, without Linux", () => {
    const { sandbox } = openIvantiNeurons();
    const other = createSandbox("jumpcloud", { devices: 60, users: 20 });
    const serials = (rows: object[]) => rows.map((row) => Reflect.get(row, "serialNumber")).filter(Boolean);
    const here = serials(sandbox.state.devices.rows("id").slice(0, 40));
    expect(here.length).toBeGreaterThan(20);
    expect(serials(other.state.systems.rows("id").slice(0, 60))).toEqual(expect.arrayContaining(here));
  });

  it("starts at the given position of the fleet", () => {
    const whole = openIvantiNeurons().sandbox.state.devices.rows("id").slice(0, 60);
    const later = openIvantiNeurons({ firstDevice: 10, devices: 5 })
      .sandbox.state.devices.rows("id")
      .slice(0, 5);
    const serials = whole.map(({ serialNumber }) => serialNumber);
    for (const { serialNumber } of later) expect(serials.slice(5)).toContain(serialNumber);
  });

  it("without a serial number is a Windows PC, or a retired Android device", async () => {
    const { sandbox } = openIvantiNeurons({ devices: 300 });
    const rows = sandbox.state.devices.rows("id").slice(0, 300);
    for (const { platformType, platformVersion, serialNumber } of rows) {
      if (platformType === "WINDOWS_PHONE") expect([serialNumber, platformVersion]).toEqual([null, "10.0"]);
    }
    const retired = rows.filter(
      (row) => row.platformType === "ANDROID" && row.registrationState === "RETIRED",
    );
    expect(retired.map(({ serialNumber }) => serialNumber)).toEqual(retired.map(() => ""));
  });

  it("of Windows reports its serial number with its hardware, once it was collected", async () => {
    const { call, active, sandbox } = openIvantiNeurons();
    const windows = active("WINDOWS_PHONE");
    const { serial, model } = sandbox.state.inventory.device(
      sandbox.state.devices.indexOf(String(windows)) ?? -1,
    );
    const { row } = await call(`/device/${windows}/hardwareinventory`);
    expect(row).toMatchObject({
      processor: [{ name: model.cpu, cores: model.cores }],
      computerSystemProduct: { identifyingNumber: serial },
    });
    expect((await call(`/device/${active("OSX")}/hardwareinventory`)).result).toBeNull();
    const fresh = openIvantiNeurons({ fresh: 1 });
    const { devices, inventory } = fresh.sandbox.state;
    const index = devices.indexes().find((one) => inventory.device(one).platform === "windows") ?? -1;
    const path = `/device/${inventory.deviceId(index)}/hardwareinventory`;
    expect(await fresh.call(path)).toMatchObject({ status: 200, result: null });
  });

  it("shows stars to an administrator with a GDPR profile", async () => {
    const { call } = openIvantiNeurons({ gdprProfile: true });
    const { rows } = await call("/device?dmPartitionId=23001");
    expect(rows[2]).toMatchObject({ serialNumber: "*****", deviceModel: expect.not.stringContaining("*") });
    expect((await call("/account")).rows[0]).toMatchObject({ uid: "*****", displayName: "*****" });
  });
});

describe("deleting", () => {
  it.each(["ACTIVE", "WIPE_PENDING"])("is refused in the state %s", async (registrationState) => {
    const { call, sandbox } = openIvantiNeurons();
    sandbox.state.devices.update("1200003", { registrationState });
    expect(await call("/device?deviceIds=1200003", { method: "DELETE" })).toMatchObject({ status: 409 });
    expect(await call("/device/1200003")).toMatchObject({ status: 200 });
  });

  it("removes the device, and reports a failure in a success for an unknown one", async () => {
    const { call, sandbox } = openIvantiNeurons();
    sandbox.state.devices.update("1200003", { registrationState: "RETIRED" });
    expect(await call("/device?deviceIds=1200003", { method: "DELETE" })).toMatchObject({ result: 1 });
    expect(await call("/device?deviceIds=1200003", { method: "DELETE" })).toMatchObject({
      status: 200,
      result: 0,
    });
    expect(await call("/device/1200003")).toMatchObject({ status: 404 });
  });
});

describe("giving a device to another user", () => {
  it("lists rejected devices, and takes effect when the device checks in", async () => {
    const { call, put, active } = openIvantiNeurons();
    const [android, mac] = [active("ANDROID"), active("OSX")];
    const form = { accountId: "5400004", deviceIds: [String(android), String(mac)] };
    const { row } = await call("/device/updateAccount", { method: "PUT", form });
    expect(row).toMatchObject({
      totalCount: 1,
      searchResults: [{ id: mac, actionExceptionCodes: ["PLATFORM_NOT_SUPPORTED"] }],
    });
    expect((await call(`/device/${android}`)).row.ownerId).not.toBe(5_400_004);
    await put("forceCheckin", [android]);
    expect((await call(`/device/${android}`)).row).toMatchObject({
      ownerId: 5_400_004,
      changeOwnerCounter: 1,
    });
  });

  it("wants an account that is there", async () => {
    const { call } = openIvantiNeurons();
    const form = { accountId: "7", deviceIds: "1200003" };
    expect(await call("/device/updateAccount", { method: "PUT", form })).toMatchObject({ status: 400 });
  });
});

describe("custom attributes", () => {
  const path = "/device/1200003/customattributes";
  const attrsOf = ({ customAttributes }: Readonly<Record<string, unknown>>) => customAttributes;

  it("are in lower case in the record, and as written in a response without an envelope", async () => {
    const { call } = openIvantiNeurons();
    await call(path, { method: "POST", json: { attrs: { cityId: ["SF"], Carriers: ["a", "b"] } } });
    expect(attrsOf((await call("/device/1200003")).row)).toEqual({
      attrs: { cityid: ["SF"], carriers: ["a", "b"] },
    });
    expect((await call(path)).body).toEqual({ attrs: { cityId: "SF", Carriers: ["a", "b"] } });
  });

  it("that are not sent go with a replacement, and stay with a patch", async () => {
    const { call } = openIvantiNeurons();
    await call(path, { method: "POST", json: { attrs: { a: ["1"], b: ["2"] } } });
    await call(path, { method: "PATCH", json: { attrs: { a: ["3"] }, forceOverwrite: true } });
    await call(path, { method: "PATCH", json: { attrs: { b: ["4"] }, forceOverwrite: false } });
    expect((await call(path)).body).toEqual({ attrs: { a: "3", b: ["2", "4"] } });
    await call(path, { method: "POST", json: { attrs: {} } });
    expect((await call(path)).body).toEqual({ attrs: {} });
  });

  it("are removed by a DELETE with a body, from one device or several", async () => {
    const { call } = openIvantiNeurons();
    await call(path, { method: "POST", json: { attrs: { a: ["1"], "b_#": ["2"], c: ["3"] } } });
    await call(path, { method: "DELETE", json: { attrs: { a: ["1"] } } });
    await call("/device/customattributes", {
      method: "DELETE",
      json: { ids: ["1200003"], attrKeys: ["B_#"] },
    });
    expect((await call(path)).body).toEqual({ attrs: { c: "3" } });
    const unknown = { ids: ["7"], attrKeys: ["a"] };
    expect(await call("/device/customattributes", { method: "DELETE", json: unknown })).toMatchObject({
      status: 404,
    });
  });
});
