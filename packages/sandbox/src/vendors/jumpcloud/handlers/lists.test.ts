import { describe, expect, it } from "vitest";
import type { Row } from "../../../engine/records/values.ts";
import { ids, openJumpCloud } from "../fixtures/calls.ts";

const open = () => openJumpCloud({ devices: 130, users: 60 });
const values = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);

describe("pages", () => {
  it.each([
    ["/systems", 10],
    ["/systemusers", 10],
    ["/v2/policyresults", 10],
    ["/v2/systeminsights/system_info", 10],
    ["/v2/applemdms", 1],
  ])("%s gives %i rows when not asked", async (path, size) => {
    expect((await open().call(path)).rows).toHaveLength(size);
  });

  it("cuts a limit above 100 without a word", async () => {
    const { sandbox, call } = open();
    const { rows, row } = await call("/systems?limit=1000");
    expect(rows).toHaveLength(100);
    expect(row.totalCount).toBe(130);
    expect(sandbox.violations).toEqual([]);
  });

  it("lists the organizations of an administrator, with settings only of a single one", async () => {
    const { sandbox, call } = openJumpCloud({ organizations: 12 });
    const { rows, row } = await call("/organizations?limit=5&skip=10&sort=_id");
    expect(row.totalCount).toBe(12);
    expect(ids(rows)).toEqual([10, 11].map(sandbox.state.inventory.organizationIdOf));
    expect(rows.map(({ settings }) => settings)).toEqual([undefined, undefined]);
    const single = await call(`/organizations/${ids(rows)[0]}`);
    expect(single.row).toEqual({ ...rows[0], settings: {} });
    expect((await call("/organizations/5f0000000000000000000000")).status).toBe(404);
    expect(sandbox.violations).toEqual([]);
  });

  it("rejects such a limit instead, when configured", async () => {
    const { sandbox, call } = openJumpCloud({ overLimit: "reject" });
    const { status, body } = await call("/systems?limit=101");
    const message = 'Bad Request: request parameter "limit" exceeds maximum value of 100';
    expect([status, body]).toEqual([400, { message }]);
    expect(sandbox.violations[0]?.problems).toEqual(["query parameter limit: / must be <= 100"]);
  });

  it("searches give up to 1000 rows, with limit and skip in the body", async () => {
    const { call } = open();
    const search = async (body: unknown) => (await call("/search/systems", { method: "POST", body })).rows;
    expect(await search({})).toHaveLength(10);
    expect(await search({ limit: 1000 })).toHaveLength(130);
    expect(await search({ limit: 100, skip: 120 })).toHaveLength(10);
  });

  it("v1 has an envelope with the total, v2 a bare array and the total in a header", async () => {
    const { sandbox, call } = open();
    expect((await call("/systemusers?limit=1")).row.totalCount).toBe(60);
    const apple = await call(`/v2/applemdms/${sandbox.state.inventory.appleMdmId}/devices`);
    expect(Array.isArray(apple.body)).toBe(true);
    expect(apple.headers.get("x-total-count")).toBe(String(sandbox.state.appleDevices.count()));
    expect((await call("/v2/google-emm/enterprises")).headers.get("x-total-count")).toBeNull();
  });

  it("sorted by _id, a walk over a changing list loses nothing; unsorted, it does", async () => {
    const changeList = async (sort: string) => {
      const { sandbox, call } = open();
      const seen = new Set<string>();
      for (let skip = 0; skip < 130; skip += 10) {
        for (const id of ids((await call(`/systems?limit=10&skip=${skip}${sort}`)).rows)) seen.add(id);
        const [read] = seen;
        sandbox.state.systems.update(read ?? "", { description: `seen ${skip}` });
      }
      return seen.size;
    };
    expect(await changeList("&sort=_id")).toBe(130);
    expect(await changeList("")).toBeLessThan(130);
  });
});

describe("sort and fields", () => {
  it("sorts by several names, - for descending, and keeps that order over pages", async () => {
    const { call } = open();
    const path = "/systemusers?limit=30&sort=department%20-username";
    const rows = [...(await call(path)).rows, ...(await call(`${path}&skip=30`)).rows];
    const keys = rows.map((row) => ({ department: String(row.department), username: String(row.username) }));
    const expected = keys.toSorted(
      (a, b) => compare(a.department, b.department) || compare(b.username, a.username),
    );
    expect(keys).toEqual(expected);
  });

  it("v2 sorts by comma-joined names", async () => {
    const names = values((await open().call("/v2/systemgroups?sort=-name")).rows, "name").map(String);
    expect(names).toEqual(names.toSorted().toReversed());
  });

  it("gives only the named fields and the ids, or all but the excluded", async () => {
    const { call } = open();
    const [only] = (await call("/systems?limit=1&fields=hostname%20os")).rows;
    expect(Object.keys(only ?? {}).sort()).toEqual(["_id", "hostname", "id", "os"]);
    const [without] = (await call("/systems?limit=1&fields=-networkInterfaces")).rows;
    expect(without).toHaveProperty("hostname");
    expect(without).not.toHaveProperty("networkInterfaces");
  });
});

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

describe("v1 filters", () => {
  const matching = async (query: string) => (await open().call(`/systems?limit=100&sort=_id&${query}`)).rows;

  it("takes field:$op:value", async () => {
    const windows = await matching("filter=os:$eq:Windows");
    expect(new Set(values(windows, "os"))).toEqual(new Set(["Windows"]));
    expect(new Set(values(await matching("filter=os:$ne:Windows"), "os"))).not.toContain("Windows");
  });

  it("compares dates with colons in them, and booleans", async () => {
    const since = "2026-01-01T00:00:00.000Z";
    const rows = await matching(`filter=created:$gte:${since}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => String(row.created) >= since)).toBe(true);
    expect(values(await matching("filter=active:$eq:true"), "active")).not.toContain(false);
  });

  it("ands several and ors others", async () => {
    const both = await matching("filter[0]=os:$eq:Windows&filter[1]=active:$eq:true");
    expect(both.every((row) => row.os === "Windows" && row.active === true)).toBe(true);
    const either = await matching("filter[or][0]=os:$eq:iOS&filter[or][1]=os:$eq:Android");
    expect(new Set(values(either, "os"))).toEqual(new Set(["iOS", "Android"]));
  });

  it("loses a condition without the $, and gives everything", async () => {
    expect(await matching("filter=os:eq:Windows")).toHaveLength(100);
  });

  it("walks by key: _id above the last", async () => {
    const { call } = open();
    const seen: string[] = [];
    for (let last = "0"; ; ) {
      const page = ids((await call(`/systems?limit=50&sort=_id&filter=_id:$gt:${last}`)).rows);
      seen.push(...page);
      if (page.length < 50) break;
      last = page.at(-1) ?? last;
    }
    expect(new Set(seen).size).toBe(130);
  });

  it("finds text in the named fields", async () => {
    const rows = await matching("search[searchTerm]=laptop-&search[fields][]=hostname");
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => String(row.hostname).startsWith("LAPTOP-"))).toBe(true);
  });
});

describe("searches and v2 filters", () => {
  const search = async (body: unknown) =>
    (await open().call("/search/systems", { method: "POST", body: { limit: 200, ...Object(body) } })).rows;

  it("takes Mongo-like filters", async () => {
    const rows = await search({
      filter: { and: [{ os: { $in: ["Windows", "Ubuntu"] } }, { active: true }] },
    });
    expect(new Set(values(rows, "os"))).toEqual(new Set(["Windows", "Ubuntu"]));
    expect(values(rows, "active")).not.toContain(false);
    expect(await search({ filter: { or: [{ os: "iOS" }, { os: { $regex: "^Andr" } }] } })).not.toEqual([]);
  });

  it("takes lists of conditions, as the vendor's clients send them", async () => {
    const operatingSystems = async (filter: unknown) => new Set(values(await search({ filter }), "os"));
    expect(await operatingSystems([{ os: "Windows" }])).toEqual(new Set(["Windows"]));
    expect(await operatingSystems(["os:$eq:Windows"])).toEqual(new Set(["Windows"]));
    expect(await operatingSystems([{ os: "Windows" }, "os:$eq:Ubuntu"])).toEqual(new Set());
    expect(await operatingSystems([{}])).toEqual(await operatingSystems({}));
  });

  it("takes regular expressions of PCRE", async () => {
    const rows = await search({ filter: { and: [{ hostname: { $regex: "(?i)^LAPTOP-" } }] } });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan((await search({})).length);
    expect(rows.every(({ hostname }) => /^laptop-/i.test(String(hostname)))).toBe(true);
    expect(await search({ filter: { hostname: { $regex: "(" } } })).toEqual([]);
  });

  it("looks for a term without fields in the usual ones, and takes fields as a list", async () => {
    const rows = await search({ searchFilter: { searchTerm: "laptop-" }, fields: ["hostname", "os"] });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ hostname }) => /laptop-/i.test(String(hostname)))).toBe(true);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(["_id", "hostname", "id", "os"]);
  });

  it("returns the total of v2 lists in a header", async () => {
    const { call } = open();
    const { rows, headers } = await call("/v2/systemgroups?limit=2");
    expect([rows.length, Number(headers.get("x-total-count"))]).toEqual([2, expect.any(Number)]);
    expect(Number(headers.get("x-total-count"))).toBeGreaterThan(2);
  });

  it("takes terms, fields and a sort", async () => {
    const body = {
      searchFilter: { searchTerm: ["laptop-", "desktop-"], fields: ["hostname"] },
      fields: "hostname",
      sort: "-hostname",
    };
    const rows = await search(body);
    const hostnames = values(rows, "hostname").map(String);
    expect(hostnames.length).toBeGreaterThan(0);
    expect(hostnames).toEqual(hostnames.toSorted().toReversed());
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(["_id", "hostname", "id"]);
  });

  it("v2 takes field:op:value, comma-joined or repeated, and in with |", async () => {
    const { call } = open();
    const names = async (query: string) => values((await call(`/v2/systemgroups?${query}`)).rows, "name");
    expect(await names("filter=name:eq:Mobile")).toEqual(["Mobile"]);
    expect(await names("filter=name:in:Mobile|Linux")).toEqual(["Linux", "Mobile"]);
    expect(await names("filter=name:search:all,name:ne:All%20Macs")).toEqual(["All Windows"]);
    expect(await names("filter=name:search:all&filter=name:ne:All%20Macs")).toEqual(["All Windows"]);
    expect((await call("/v2/systemgroups?filter=name:$eq:Mobile")).status).toBe(400);
  });
});
