import { describe, expect, it } from "vitest";
import { valueAt } from "../../../engine/records/values.ts";
import { openJamfPro } from "../fixtures/calls.ts";

const list = "/api/v4/computers-inventory";

describe("the list of computers", () => {
  it("returns the general section by default, and null for every other", async () => {
    const [row] = (await openJamfPro().call(list)).rows;
    expect(row?.general).not.toBeNull();
    expect([row?.hardware, row?.applications, row?.groupMemberships]).toEqual([null, null, null]);
  });

  it("gives sections that are repeated, and refuses one it does not know", async () => {
    const { sandbox, call } = openJamfPro();
    const [row] = (await call(`${list}?section=HARDWARE&section=USER_AND_LOCATION`)).rows;
    expect(row?.general).toBeNull();
    expect(valueAt(row, "hardware.serialNumber")).toEqual(expect.any(String));
    expect(row?.userAndLocation).not.toBeNull();
    expect((await call(`${list}?section=FONTS`)).status).toBe(400);
    expect((await call("/api/v1/computers-inventory?section=FONTS")).status).toBe(200);
    expect(sandbox.violations).toHaveLength(1);
  });

  it("counts pages from 0, returns the total, and an empty page beyond the end", async () => {
    const { call } = openJamfPro();
    const first = await call(`${list}?page=0&page-size=5&sort=id:asc`);
    const second = await call(`${list}?page=1&page-size=5&sort=id:asc`);
    expect(first.rows.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5"]);
    expect(second.rows.map(({ id }) => id)).toEqual(["6", "7", "8", "9", "10"]);
    expect(second.row.totalCount).toBe(first.row.totalCount);
    expect(await call(`${list}?page=99`)).toMatchObject({
      rows: [],
      row: { totalCount: first.row.totalCount },
    });
  });

  it("is sorted by name by default, and sorts ids as numbers", async () => {
    const { call } = openJamfPro();
    const names = (await call(list)).rows.map((row) => String(valueAt(row, "general.name")).toLowerCase());
    expect(names).toEqual(names.toSorted());
    const ids = (await call(`${list}?sort=general.platform:asc,id:desc`)).rows.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect((await call(`${list}?sort=price:asc`)).status).toBe(400);
  });

  it("filters without regard to case, and refuses what it cannot read", async () => {
    const { call } = openJamfPro();
    const [row] = (await call(`${list}?section=HARDWARE`)).rows;
    const serial = String(valueAt(row, "hardware.serialNumber")).toLowerCase();
    const found = await call(`${list}?filter=${encodeURIComponent(`hardware.serialNumber=="${serial}"`)}`);
    expect(found.rows.map(({ id }) => id)).toEqual([row?.id]);
    expect(await call(`${list}?filter=serial==1`)).toMatchObject({ status: 400, row: { httpStatus: 400 } });
  });

  it("has the vendor's blanks: -1, empty text and null", async () => {
    const rows = (
      await openJamfPro({ devices: 300 }).call(`${list}?page-size=200&section=GENERAL&section=HARDWARE`)
    ).rows;
    const values = (path: string) => new Set(rows.map((row) => valueAt(row, path)));
    expect(values("hardware.batteryCapacityPercent")).toContain(-1);
    expect(values("general.assetTag")).toContain("");
    expect(values("general.assetTag")).toContain(null);
    expect(values("general.site.id")).toContain("-1");
    expect(values("general.managementId")).toContain(null);
    expect(values("general.reportDate")).toContain(null);
  });
});

describe("one computer", () => {
  it("has the section asked for, all of them in detail, and the names of its version", async () => {
    const { call } = openJamfPro();
    expect((await call(`${list}/1`)).row.hardware).toBeNull();
    expect((await call("/api/v4/computers-inventory-detail/1")).row.applications).not.toBeNull();
    const general = (await call("/api/v3/computers-inventory/1")).row.general;
    expect(general).toHaveProperty("lastContactTime");
    expect(general).not.toHaveProperty("lastCheckIn");
    expect(await call(`${list}/999`)).toMatchObject({
      status: 404,
      row: { errors: [{ code: "INVALID_ID", field: "id" }] },
    });
  });

  it("changes what a patch names, and returns no body", async () => {
    const { sandbox, call } = openJamfPro();
    const detail = "/api/v4/computers-inventory-detail/1";
    const before = (await call(detail)).row;
    const body = {
      general: { name: "Desk 7", siteId: "2" },
      extensionAttributes: [{ definitionId: "1", values: ["9"] }],
    };
    expect(await call(detail, { method: "PATCH", body })).toMatchObject({ status: 204, text: "" });
    const after = (await call(detail)).row;
    expect(after.general).toEqual({
      ...Object(before.general),
      name: "Desk 7",
      site: { id: "2", name: "Field offices" },
    });
    expect(valueAt(after, "extensionAttributes.values")).toEqual([["9"]]);
    expect(after.hardware).toEqual(before.hardware);
    expect(sandbox.violations).toEqual([]);
  });

  it("shows a write late, except to who stays with the server that took it", async () => {
    const { call } = openJamfPro({ lag: 2 });
    const detail = "/api/v4/computers-inventory-detail/1";
    const name = async (headers = {}) => valueAt((await call(detail, { headers })).row, "general.name");
    const old = await name();
    const written = await call(detail, { method: "PATCH", body: { general: { name: "New" } } });
    const cookie = written.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect([await name({ cookie }), await name(), await name(), await name()]).toEqual([
      "New",
      old,
      old,
      "New",
    ]);
  });

  it("is erased and unmanaged by a command, if it is managed", async () => {
    const { sandbox, call } = openJamfPro({ devices: 300 });
    const all = (await call(`${list}?page-size=300&sort=id:asc`)).rows;
    const managed = all.find((row) => valueAt(row, "general.managementId") !== null);
    const unmanaged = all.find((row) => valueAt(row, "general.managementId") === null);
    const erased = await call(`${list}/${managed?.id}/erase`, { method: "POST", body: { pin: "123456" } });
    expect(erased).toMatchObject({ status: 200, row: { deviceId: managed?.id } });
    expect(sandbox.state.commands.all).toMatchObject([
      { type: "ERASE_DEVICE", uuid: erased.row.commandUuid },
    ]);
    expect((await call(`${list}/${unmanaged?.id}/remove-mdm-profile`, { method: "POST" })).status).toBe(400);
    expect(await call(`${list}/999/erase`, { method: "POST", body: {} })).toMatchObject({
      status: 404,
      text: "",
    });
  });

  it("is gone when deleted", async () => {
    const { call } = openJamfPro();
    expect((await call(`${list}/1`, { method: "DELETE" })).status).toBe(204);
    expect((await call(`${list}/1`)).status).toBe(404);
  });
});

describe("the fleet", () => {
  it("is the Apple part of the shared one, and ids of its two kinds overlap", async () => {
    const { sandbox, call } = openJamfPro({ devices: 30 });
    const computers = (await call(`${list}?sort=id:asc`)).row.totalCount;
    const mobile = (await call("/api/v2/mobile-devices")).row.totalCount;
    expect(Number(computers) + Number(mobile)).toBe(30);
    expect((await call("/api/v2/mobile-devices?sort=id:asc")).rows[0]?.id).toBe("1");
    const { fleet, inventory } = sandbox.state;
    const device = inventory.device("computer", 0);
    expect(fleet.device(device.index).serial).toBe(device.serial);
    expect(
      openJamfPro({ firstDevice: device.index + 1 }).sandbox.state.inventory.device("computer", 0).index,
    ).toBe(inventory.device("computer", 1).index);
  });
});
