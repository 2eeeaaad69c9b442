import { describe, expect, it } from "vitest";
import { ids, openJumpCloud } from "../vendors/jumpcloud/fixtures/calls.ts";

const operation = "systems_list";

/** The rows of each page of a walk by tens. */
async function walk(call: ReturnType<typeof openJumpCloud>["call"], { pages = 4, sort = "&sort=_id" } = {}) {
  const found: string[][] = [];
  for (let page = 0; page < pages; page++) {
    found.push(ids((await call(`/systems?limit=10&skip=${page * 10}${sort}`)).rows));
  }
  return found;
}

describe("faults of pages", () => {
  it("repeat-page gives the page before once more", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "repeat-page", operation, page: 3 });
    const [first, second, third, fourth] = await walk(call);
    expect(third).toEqual(second);
    expect(fourth).not.toEqual(third);
    expect(first).not.toEqual(second);
  });

  it("repeat-page for ever gives the first page it saw for ever", async () => {
    const { sandbox, call } = openJumpCloud();
    const fault = sandbox.inject({ type: "repeat-page", operation, times: Number.POSITIVE_INFINITY });
    const [first, ...more] = await walk(call);
    expect(more).toEqual([first, first, first]);
    expect(fault.hits).toBe(3);
  });

  it("short-page leaves rows out, though more follow and the total stays", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "short-page", operation, rows: 3 });
    const short = await call("/systems?limit=10&sort=_id");
    expect(short.rows).toHaveLength(3);
    expect(short.row.totalCount).toBe(60);
    expect((await call("/systems?limit=10&skip=10&sort=_id")).rows).toHaveLength(10);
  });

  it("empty-page comes in the middle of a walk", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "empty-page", operation });
    expect((await walk(call)).map((rows) => rows.length)).toEqual([10, 0, 10, 10]);
  });

  it("total-shrinks changes the total in the body, or in the header", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "total-shrinks", operation, by: 5 });
    sandbox.inject({ type: "total-shrinks", operation: "applemdms_list" });
    await walk(call, { pages: 1 });
    expect((await call("/systems?limit=10")).row.totalCount).toBe(55);
    await call("/v2/applemdms");
    expect((await call("/v2/applemdms")).headers.get("x-total-count")).toBe("0");
  });

  it.each([7, -7])("wrong-total says %i more than there are, on every page", async (by) => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "wrong-total", operation, by });
    sandbox.inject({ type: "wrong-total", operation: "applemdms_list", by: 3 });
    for (const skip of [0, 10]) {
      const { rows, row } = await call(`/systems?limit=10&skip=${skip}`);
      expect([rows.length, row.totalCount]).toEqual([10, 60 + by]);
    }
    expect((await call("/v2/applemdms")).headers.get("x-total-count")).toBe("4");
  });

  it("capped-list ends a list, and its total, at a row", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "capped-list", operation, at: 25 });
    expect((await walk(call)).map((rows) => rows.length)).toEqual([10, 10, 5, 0]);
    expect((await call("/systems?limit=10")).row.totalCount).toBe(25);
  });

  it("lost-row leaves out a row once, and the offset moves on", async () => {
    const { sandbox, call } = openJumpCloud();
    const whole = await walk(call);
    sandbox.inject({ type: "lost-row", operation, page: 2, row: 3 });
    expect((await walk(call)).flat()).toEqual(whole.flat().filter((_, at) => at !== 13));
  });

  it("failing-row makes every page fail that holds the row", async () => {
    const { sandbox, call } = openJumpCloud();
    const status = async (limit: number, skip: number) =>
      (await call(`/systems?limit=${limit}&skip=${skip}&sort=_id`)).status;
    const fault = sandbox.inject({ type: "failing-row", operation, row: 3 });
    expect([await status(10, 10), await status(10, 0), await status(4, 10), await status(1, 13)]).toEqual([
      500, 200, 500, 500,
    ]);
    expect([await status(3, 10), await status(5, 14)]).toEqual([200, 200]);
    fault.remove();
    expect(await status(1, 13)).toBe(200);
  });

  it("delete-mid-walk shifts the rest by one, so that a row is missed even when sorted", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "delete-mid-walk", operation });
    const before = sandbox.state.systems.count();
    const seen = (await walk(call, { pages: 6 })).flat();
    expect(sandbox.state.systems.count()).toBe(before - 1);
    expect(new Set(seen).size).toBe(before - 1);
  });

  it("delete-mid-walk of the last row takes one that was still to come", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "delete-mid-walk", operation, which: "last" });
    expect(new Set((await walk(call, { pages: 6 })).flat()).size).toBe(59);
  });

  it("insert-mid-walk repeats a row of an unsorted walk, and none of a sorted one", async () => {
    const unsorted = openJumpCloud();
    unsorted.sandbox.inject({ type: "insert-mid-walk", operation });
    const rows = (await walk(unsorted.call, { pages: 7, sort: "" })).flat();
    expect(rows.length - new Set(rows).size).toBe(1);
    const sorted = openJumpCloud();
    sorted.sandbox.inject({ type: "insert-mid-walk", operation });
    const all = (await walk(sorted.call, { pages: 7 })).flat();
    expect(new Set(all).size).toBe(61);
    expect(all).toHaveLength(61);
  });

  it("insert-mid-walk adds to users, Apple and Android devices too", async () => {
    const { sandbox, call } = openJumpCloud();
    const { users, appleDevices, googleDevices, inventory } = sandbox.state;
    const lists = [
      { operation: "systemusers_list", path: "/systemusers", of: users },
      {
        operation: "applemdms_deviceslist",
        path: `/v2/applemdms/${inventory.appleMdmId}/devices`,
        of: appleDevices,
      },
      {
        operation: "Devices_ListDevices",
        path: `/v2/google-emm/enterprises/${inventory.enterpriseId}/devices`,
        of: googleDevices,
      },
    ] as const;
    for (const list of lists) {
      const before = list.of.count();
      sandbox.inject({ type: "insert-mid-walk", operation: list.operation, page: 1 });
      expect((await call(list.path)).status).toBe(200);
      expect(list.of.count()).toBe(before + 1);
    }
    expect(sandbox.violations).toEqual([]);
  });

  it.each([
    [{ type: "drifted-field", field: "hostname" } as const, { drifted: true }],
    [{ type: "drifted-field", field: "hostname", value: 7 } as const, 7],
    [{ type: "unknown-enum", field: "hostname" } as const, "VALUE_NOT_IN_THE_DOCUMENT"],
    [{ type: "bad-date", field: "hostname", value: "yesterday" } as const, "yesterday"],
  ])("%o puts a wrong value into every row", async (fault, value) => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ ...fault, operation });
    const { rows } = await call("/systems?limit=3");
    expect(rows.map((row) => row.hostname)).toEqual([value, value, value]);
    expect(sandbox.violations).toEqual([]);
  });

  it.each([
    [{}, [1]],
    [{ row: 0, value: "text" }, [0]],
    [{ row: -1 }, [2]],
    [{ row: -2, count: 2 }, [1, 2]],
    [{ row: 0, count: 9 }, [0, 1, 2]],
  ] as const)("bad-row %o puts what is no record among the rows", async (fault, bad: readonly number[]) => {
    const { sandbox, call } = openJumpCloud();
    const path = "/systems?limit=3&sort=_id";
    const whole = (await call(path)).rows;
    sandbox.inject({ type: "bad-row", ...fault, operation });
    const { results } = (await call(path)).row;
    const value = "value" in fault ? fault.value : null;
    expect(results).toEqual(whole.map((each, at) => (bad.includes(at) ? value : each)));
    expect(sandbox.violations).toEqual([]);
  });

  it("drifted-field reaches into objects, and into a single record", async () => {
    const { sandbox, call } = openJumpCloud();
    const [id = ""] = ids((await call("/systems?limit=1")).rows);
    sandbox.inject({ type: "drifted-field", operation: "systems_get", field: "fde.active", value: "yes" });
    expect((await call(`/systems/${id}`)).row.fde).toMatchObject({ active: "yes" });
  });
});
