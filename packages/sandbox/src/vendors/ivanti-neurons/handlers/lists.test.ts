import { describe, expect, it } from "vitest";
import { openIvantiNeurons } from "../fixtures/calls.ts";

const fq = (text: string) => `/device?dmPartitionId=23001&rows=500&fq=${encodeURIComponent(text)}`;

describe("a list of devices", () => {
  it("has 10 rows unless asked otherwise, of one device space", async () => {
    const { call } = openIvantiNeurons();
    const first = await call("/device?dmPartitionId=23001");
    expect(first.rows).toHaveLength(10);
    expect(first.row).toMatchObject({ totalCount: 40, offset: 0 });
    expect(new Set(first.rows.map((row) => row.dmPartitionName))).toEqual(new Set(["Default Space"]));
    expect((await call("/device?dmPartitionId=23002")).row).toMatchObject({ totalCount: 20 });
    expect((await call("/device?dmPartitionId=99")).row).toMatchObject({ totalCount: 0, searchResults: [] });
  });

  it("gives start back as offset, and has what every recorded list has", async () => {
    const { call } = openIvantiNeurons();
    const page = await call("/device?dmPartitionId=23001&rows=5&start=35");
    expect(page.rows).toHaveLength(5);
    expect(page.row.offset).toBe(35);
    expect(page.row).toMatchObject({
      limit: 5,
      queryTime: expect.any(Number),
      totalUnfilteredResultCount: 0,
    });
    expect(page.row.facetedResults).toMatchObject({ DEVICESOURCE: { cloud: 40 } });
    expect((await call("/device?dmPartitionId=23001&start=40")).rows).toEqual([]);
  });

  it("refuses more than 500 rows with the vendor's error", async () => {
    const { call } = openIvantiNeurons();
    const { status, body } = await call("/device?dmPartitionId=23001&rows=501");
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: { globalErrors: null, fieldErrors: [{ code: "Range", field: "rows" }] },
      result: null,
    });
  });

  it("refuses offset, which the vendor ignores for ever, and a missing space", async () => {
    const { call, sandbox } = openIvantiNeurons();
    expect(await call("/device?dmPartitionId=23001&offset=10")).toMatchObject({ status: 400 });
    expect(await call("/device")).toMatchObject({ status: 400 });
    expect(sandbox.violations).toHaveLength(2);
  });

  it("sorts by any property, by id by default", async () => {
    const { call } = openIvantiNeurons();
    const sort = (name: string, order: string) =>
      `&sortFields%5B0%5D.name=${name}&sortFields%5B0%5D.order=${order}`;
    const path = "/device?dmPartitionId=23001&rows=500";
    const ids = (await call(path)).rows.map(({ id }) => id);
    expect((await call(path + sort("id", "DESC"))).rows.map(({ id }) => id)).toEqual(ids.reverse());
    const names = (await call(path + sort("platformType", "ASC"))).rows.map(
      ({ platformType }) => platformType,
    );
    expect(names).toEqual([...names].sort());
  });

  it("has thin rows", async () => {
    const { call } = openIvantiNeurons();
    const { rows } = await call("/device?dmPartitionId=23001");
    for (const name of ["groups", "bypassCode", "osxFdeEnabled"]) expect(rows[0]).not.toHaveProperty(name);
  });
});

describe("fq", () => {
  it.each([
    ["registrationState=ACTIVE and (platformType=OSX or platformType=IOS)", /ACTIVE (OSX|IOS)/],
    ["platformType=ANDROID", / ANDROID/],
    ["REGISTRATIONSTATE=RETIRED", /RETIRED/],
  ])("%s selects", async (text, expected) => {
    const { call } = openIvantiNeurons();
    const { rows } = await call(fq(text));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(`${row.registrationState} ${row.platformType}`).toMatch(expected);
  });

  it("finds the devices of a person, whatever the case of the address", async () => {
    const { call, sandbox } = openIvantiNeurons();
    sandbox.state.devices.update("1200003", { ownerId: 5_400_003 });
    const { uid } = sandbox.state.users.get("5400003") ?? {};
    for (const text of [`UID EQ ${uid}`, `EMAILADDRESS EQ ${String(uid).toUpperCase()}`]) {
      expect((await call(fq(text))).rows.map(({ id }) => id)).toContain(1_200_003);
    }
  });

  it("finds text attributes under their name and numeric ones with _# only", async () => {
    const { call } = openIvantiNeurons();
    const json = { attrs: { cityId: ["SF"], "seats_#": ["4"] }, forceOverwrite: true };
    await call("/device/1200003/customattributes", { method: "PATCH", json });
    const found = async (text: string) => (await call(fq(text))).rows.map(({ id }) => id);
    expect(await found("CFDEVICE[cityId]=SF")).toEqual([1_200_003]);
    expect(await found("CFDEVICE[seats_#]=4")).toEqual([1_200_003]);
    expect(await found("CFDEVICE[seats]=4")).toEqual([]);
    expect(await found("CFDEVICE[cityId_#]=SF")).toEqual([]);
  });

  it("takes registration in four parts and check-in in three", async () => {
    const { call, sandbox } = openIvantiNeurons();
    const now = Date.parse("2026-11-01T12:00:00Z");
    sandbox.state.devices.update("1200003", {
      lastCheckin: now - 59_000,
      lastRegistrationTime: now - 3_600_000,
    });
    const ids = async (text: string) => (await call(fq(text))).rows.map(({ id }) => id);
    expect(await ids("lastCheckin<'00:01:00'")).toEqual([1_200_003]);
    expect(await ids("lastCheckin<'00:00:59'")).toEqual([]);
    expect(await ids("lastRegistrationTime<'00:01:00:01'")).toContain(1_200_003);
    expect(await call(fq("lastCheckin<'00:00:01:00'"))).toMatchObject({ status: 400 });
    expect(await call(fq("lastRegistrationTime<'00:01:00'"))).toMatchObject({ status: 400 });
  });

  it.each([
    "registrationState",
    "noSuchProperty=1",
    "(platformType=IOS",
    "platformType=IOS and",
    "platformType=IOS)",
  ])("refuses %j", async (text) => {
    const { call } = openIvantiNeurons();
    const { status, body } = await call(fq(text));
    expect([status, body]).toMatchObject([400, { errors: { fieldErrors: [{ field: "fq" }] } }]);
  });
});

describe("other lists", () => {
  it("stop at 50 rows where they come from the database", async () => {
    const { call } = openIvantiNeurons({ spaces: 60 });
    const { rows, row } = await call("/tenant/partition/device?rows=500");
    expect(rows).toHaveLength(50);
    expect(row.totalCount).toBe(60);
  });

  it("find accounts by user id and by free text", async () => {
    const { call, sandbox } = openIvantiNeurons();
    const { uid, lastName } = sandbox.state.users.get("5400007") ?? {};
    const byUid = await call(`/account?fq=${encodeURIComponent(`UID=${uid}`)}`);
    expect(byUid.rows.map(({ id }) => id)).toEqual([5_400_007]);
    expect((await call(`/account?q=${lastName}`)).rows.map(({ id }) => id)).toContain(5_400_007);
  });

  it("may be the result itself, for profiles of a DEP server", async () => {
    const { call } = openIvantiNeurons();
    expect((await call("/depServer/198/profiles")).result).toMatchObject([
      { profileName: "Company iPhones" },
    ]);
    expect(await call("/depServer/1/profiles")).toMatchObject({ status: 404 });
  });

  it("of policies have a name with a blank behind it", async () => {
    const { call } = openIvantiNeurons();
    expect((await call("/device/1200003/policies")).rows.map(({ name }) => name)).toContain(
      "Out of Contact ",
    );
  });
});
