import { describe, expect, it } from "vitest";
import { type Row, valueAt } from "../../../engine/records/values.ts";
import { openJumpCloud } from "../fixtures/calls.ts";

function open(devices = 150) {
  const { sandbox, call } = openJumpCloud({ devices, users: 40 });
  const { appleMdmId, enterpriseId } = sandbox.state.inventory;
  return {
    sandbox,
    call,
    apple: `/v2/applemdms/${appleMdmId}/devices`,
    google: `/v2/google-emm/enterprises/${enterpriseId}/devices`,
  };
}

async function appleDevice(
  { call, apple }: ReturnType<typeof open>,
  wanted: (row: Row) => boolean,
): Promise<Row> {
  const rows = [
    ...(await call(`${apple}?limit=100`)).rows,
    ...(await call(`${apple}?limit=100&skip=100`)).rows,
  ];
  return rows.find(wanted) ?? {};
}

const isMac = (row: Row) => row.mdmOsFamily === "macOS" && row.enrolled === true;
const isPhone = (row: Row) => row.mdmOsFamily === "iOS" && row.enrolled === true;

describe("Apple MDM", () => {
  it("joins a system by serial number, with an id of its own", async () => {
    const at = open();
    const device = await appleDevice(at, isMac);
    const serial = String(device.serialNumber);
    const [system] = (await at.call(`/systems?filter=serialNumber:$eq:${serial}`)).rows;
    expect(system?.os).toBe("Mac OS X");
    expect(system?._id).not.toBe(device.id);
    expect(valueAt(system, "mdm.internal.deviceId")).toBe(device.id);
    const found = await at.call(`${at.apple}?filter=serialNumber:eq:${serial}&sort=id`);
    expect(found.rows).toEqual([device]);
    expect((await at.call(`${at.apple}/${String(device.id)}`)).body).toEqual(device);
  });

  it("lists devices that the program announced and that are not set up", async () => {
    const pending = await appleDevice(open(), (row) => row.enrolled === false);
    expect(pending).toMatchObject({ depRegistered: true, deviceInformation: {}, securityInfo: {} });
  });

  it("cannot be read by its own id", async () => {
    const { sandbox, call } = open();
    expect((await call(`/v2/applemdms/${sandbox.state.inventory.appleMdmId}`)).status).toBe(404);
    expect((await call("/v2/applemdms/0123456789abcdef01234567/devices")).status).toBe(404);
  });

  it.each(["lock", "erase"])(
    "%s needs a PIN on a Mac, and says so in a message and nothing else",
    async (name) => {
      const at = open();
      const path = `${at.apple}/${String((await appleDevice(at, isMac)).id)}/${name}`;
      const refused = await at.call(path, { method: "POST", body: {} });
      expect(refused.status).toBe(400);
      expect(refused.body).toEqual({ message: "a six-digit pin is required for macOS" });
      expect((await at.call(path, { method: "POST", body: { pin: "123456" } })).status).toBe(204);
      expect(at.sandbox.state.commands).toMatchObject([{ name, target: "apple" }]);
      expect(JSON.stringify(at.sandbox.state.commands)).not.toContain("123456");
      expect(at.sandbox.violations).toEqual([]);
    },
  );

  it("takes a PIN of six digits only", async () => {
    const at = open();
    const path = `${at.apple}/${String((await appleDevice(at, isMac)).id)}/lock`;
    expect((await at.call(path, { method: "POST", body: { pin: "12345" } })).status).toBe(400);
    expect(at.sandbox.violations).toHaveLength(1);
  });

  it("an erased device is no longer enrolled, and then refuses", async () => {
    const at = open();
    const id = String((await appleDevice(at, isPhone)).id);
    expect((await at.call(`${at.apple}/${id}/erase`, { method: "POST" })).status).toBe(204);
    expect((await at.call(`${at.apple}/${id}`)).row.enrolled).toBe(false);
    expect((await at.call(`${at.apple}/${id}/restart`, { method: "POST" })).status).toBe(400);
  });

  it("returns 204 to the other commands, and checks their bodies", async () => {
    const at = open();
    const path = `${at.apple}/${String((await appleDevice(at, isMac)).id)}`;
    const post = async (name: string, body?: unknown) =>
      (await at.call(`${path}/${name}`, { method: "POST", body })).status;
    expect(await post("restart", { kextPaths: [] })).toBe(204);
    expect(await post("shutdown")).toBe(204);
    expect(await post("clearActivationLock")).toBe(204);
    expect(await post("scheduleOSUpdate", { install_action: "INSTALL_ASAP", product_key: "22F76" })).toBe(
      204,
    );
    expect(at.sandbox.state.commands).toHaveLength(4);
    expect(await post("scheduleOSUpdate", { install_action: "NOW" })).toBe(400);
  });

  it("unenrols by delete and leaves the system", async () => {
    const at = open();
    const device = await appleDevice(at, isMac);
    const path = `${at.apple}/${String(device.id)}`;
    expect((await at.call(path, { method: "DELETE" })).body).toEqual(device);
    expect((await at.call(path)).status).toBe(404);
    const [system] = (await at.call(`/systems?filter=serialNumber:$eq:${String(device.serialNumber)}`)).rows;
    expect(valueAt(system, "mdm.vendor")).toBe("external");
  });
});

describe("Google EMM", () => {
  it("lists thin rows in an envelope, with int64 as text", async () => {
    const { call, google } = open(400);
    const list = await call(`${google}?limit=2`);
    expect(typeof list.row.count).toBe("string");
    expect(list.rows).toHaveLength(2);
    expect(Object.keys(list.rows[0] ?? {}).sort()).toEqual(["deviceId", "name"]);
    expect((await call("/v2/google-emm/enterprises")).rows).toHaveLength(1);
  });

  it("returns the whole device by its id, percent-encoded", async () => {
    const { sandbox, call, google } = open(400);
    const list = await call(google);
    for (const row of list.rows) {
      const one = await call(`/v2/google-emm/devices/${encodeURIComponent(String(row.deviceId))}`);
      expect(one.row.name).toBe(row.name);
      expect(valueAt(one.row, "deviceInformation.memoryInfo.totalRam")).toMatch(/^\d+$/);
    }
    expect(list.rows.some((row) => /[/+]/.test(String(row.deviceId)))).toBe(true);
    expect(sandbox.violations).toEqual([]);
  });

  it("takes commands with an object, reboots only fully managed devices, and returns gRPC errors", async () => {
    const { sandbox, call, google } = open(400);
    const { rows } = await call(google);
    const order = (row: Row | undefined, name: string) =>
      call(`/v2/google-emm/devices/${encodeURIComponent(String(row?.deviceId))}/${name}`, {
        method: "POST",
        body: {},
      });
    expect((await order(rows[0], "lock")).body).toEqual({});
    const reboots = [];
    for (const row of rows) reboots.push(await order(row, "reboot"));
    expect(new Set(reboots.map(({ status }) => status))).toEqual(new Set([200, 400]));
    expect(reboots.find(({ status }) => status === 400)?.row).toEqual({
      code: 3,
      message: "the device is not fully managed",
      details: [],
    });
    expect((await order(rows[0], "erase-device")).status).toBe(200);
    expect((await order(rows[0], "lock")).row).toMatchObject({ code: 5 });
    expect((await call(google)).row.count).toBe(String(rows.length - 1));
    expect(sandbox.violations).toEqual([]);
  });
});
