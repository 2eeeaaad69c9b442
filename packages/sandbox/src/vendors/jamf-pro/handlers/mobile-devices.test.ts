import { describe, expect, it } from "vitest";
import { valueAt } from "../../../engine/records/values.ts";
import { openJamfPro } from "../fixtures/calls.ts";

const list = "/api/v2/mobile-devices/detail";

describe("mobile devices", () => {
  it("come in four shapes under one id", async () => {
    const { sandbox, call } = openJamfPro();
    const [row] = (await call(`${list}?section=GENERAL&section=HARDWARE&filter=mobileDeviceId==1`)).rows;
    const detail = (await call("/api/v2/mobile-devices/1/detail")).row;
    const summary = (await call("/api/v2/mobile-devices/1")).row;
    expect(row).toMatchObject({ mobileDeviceId: "1", deviceType: "iOS" });
    expect(detail).toMatchObject({ id: "1", type: "ios", name: valueAt(row, "general.displayName") });
    expect(summary).toMatchObject({
      id: "1",
      type: "ios",
      serialNumber: valueAt(row, "hardware.serialNumber"),
    });
    expect(detail.initialEntryTimestamp).toEqual(expect.any(String));
    expect(sandbox.violations).toEqual([]);
  });

  it("fail as a page for one broken record, unless exceptions are handled leniently", async () => {
    const { call } = openJamfPro({ devices: 300, broken: 0.1 });
    expect((await call(list)).status).toBe(500);
    const lenient = await call(`${list}?exception-handling=LENIENT`);
    expect(lenient.rows.length).toBeLessThan(Number(lenient.row.totalCount));
  });

  it("take a new name only when supervised, and the owner by the detail's names", async () => {
    const { sandbox, call } = openJamfPro({ devices: 200 });
    const rows = (await call(`${list}?page-size=200`)).rows;
    for (const supervised of [true, false]) {
      const id = rows.find(
        (row) =>
          valueAt(row, "general.supervised") === supervised && valueAt(row, "general.managed") === true,
      )?.mobileDeviceId;
      const body = { name: "Lobby", assetTag: "A1", location: { username: "kim", realName: "Kim" } };
      const response = await call(`/api/v2/mobile-devices/${id}`, { method: "PATCH", body });
      expect(response).toMatchObject({
        status: 200,
        row: { id, assetTag: "A1", location: { username: "kim" } },
      });
      expect(response.row.name === "Lobby").toBe(supervised);
    }
    expect(sandbox.violations).toEqual([]);
  });

  it("are deleted by the Classic API only, which returns XML, and errors as a page", async () => {
    const { sandbox, call } = openJamfPro();
    const gone = await call("/JSSResource/mobiledevices/id/1", { method: "DELETE" });
    expect(gone).toMatchObject({ status: 200 });
    expect(gone.text).toContain("<mobile_device><id>1</id></mobile_device>");
    expect((await call(`${list}?filter=mobileDeviceId==1`)).rows).toEqual([]);
    const again = await call("/JSSResource/mobiledevices/id/1", { method: "DELETE" });
    expect([again.status, again.headers.get("content-type")]).toEqual([404, "text/html;charset=UTF-8"]);
    expect(sandbox.violations).toEqual([]);
  });
});
