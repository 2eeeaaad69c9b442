import { describe, expect, it } from "vitest";
import { client, failure, json, type Seen, scripted } from "../fixtures/vendor.ts";

const records = (count: number) => Array.from({ length: count }, (_unused, id) => ({ id }));

/** A vendor with `count` records that obeys limit and offset. */
function vendor(count: number, response: (items: { id: number }[], at: number) => Response) {
  return scripted(({ url }) => {
    const { searchParams } = new URL(url);
    const at = Number(searchParams.get("skip") ?? 0);
    return response(records(count).slice(at, at + Number(searchParams.get("limit"))), at);
  });
}

const queries = (seen: Seen[]) => seen.map(({ url }) => new URL(url).search);
const ids = async (walk: AsyncIterable<{ id: number }>) => {
  const found: number[] = [];
  for await (const { id } of walk) found.push(id);
  return found;
};

describe("offset", () => {
  it("asks for the largest page in a stable order", async () => {
    const { fetch, seen } = vendor(3, (results) => json({ results, totalCount: 3 }));
    expect(await ids(client({ fetch }).paginate("list"))).toEqual([0, 1, 2]);
    expect(queries(seen)).toEqual(["?sort=_id&limit=2&skip=0", "?sort=_id&limit=2&skip=2"]);
  });

  it("asks once more after a full page, whatever the total says", async () => {
    const { fetch, seen } = vendor(4, (results) => json({ results, totalCount: 4 }));
    expect(await ids(client({ fetch }).paginate("list"))).toEqual([0, 1, 2, 3]);
    expect(queries(seen).at(-1)).toBe("?sort=_id&limit=2&skip=4");
  });

  it("takes a page of the maximum for a full one, however many were asked for", async () => {
    const { fetch, seen } = scripted(json(records(2)), json([{ id: 2 }]));
    expect(await ids(client({ fetch }).paginate("array", { query: { limit: 500 } }))).toEqual([0, 1, 2]);
    expect(seen).toHaveLength(2);
  });

  it("ends at a short page when there is no total", async () => {
    const { fetch, seen } = vendor(3, (items) => json(items));
    expect(await ids(client({ fetch }).paginate("array"))).toEqual([0, 1, 2]);
    expect(seen).toHaveLength(2);
  });

  it("ends at an empty page, or at an empty body", async () => {
    const empty = vendor(2, (items) => json(items));
    expect(await ids(client(empty).paginate("array"))).toEqual([0, 1]);
    expect(empty.seen).toHaveLength(2);
    const nothing = vendor(0, () => new Response(""));
    expect(await ids(client(nothing).paginate("array"))).toEqual([]);
  });

  it("goes on after a short page when the total says there is more", async () => {
    const { fetch, seen } = vendor(3, ([first]) => json({ results: first ? [first] : [], totalCount: 3 }));
    expect(await ids(client({ fetch }).paginate("list"))).toEqual([0, 1, 2]);
    expect(queries(seen).at(-1)).toContain("skip=2");
  });

  it("takes the total from a header, and gives it with each page", async () => {
    const { fetch } = vendor(3, (items) => json(items, { headers: { "x-total-count": "3" } }));
    const pages = [];
    for await (const { items, total, response } of client({ fetch }).paginate("array").pages()) {
      pages.push([items.length, total, response.status]);
    }
    expect(pages).toEqual([
      [2, 3, 200],
      [1, 3, 200],
    ]);
  });

  it("keeps the caller's page size, start and order", async () => {
    const { fetch, seen } = vendor(4, (results) => json({ results, totalCount: 4 }));
    const query = { limit: "1", skip: 2, sort: "name", filter: "a" };
    expect(await ids(client({ fetch }).paginate("list", { query }))).toEqual([2, 3]);
    expect(queries(seen)).toEqual([
      "?sort=name&limit=1&skip=2&filter=a",
      "?sort=name&limit=1&skip=3&filter=a",
      "?sort=name&limit=1&skip=4&filter=a",
    ]);
  });

  it("pages in the body where the operation does", async () => {
    const { fetch, seen } = scripted(json({ results: records(2) }), json({ results: [{ id: 2 }] }));
    const input = { body: { filter: { os: "x" } } };
    expect(await ids(client({ fetch }).paginate("search", input))).toEqual([0, 1, 2]);
    expect(seen.map(({ body }) => JSON.parse(body ?? ""))).toEqual([
      { sort: "_id", limit: 2, skip: 0, filter: { os: "x" } },
      { sort: "_id", limit: 2, skip: 2, filter: { os: "x" } },
    ]);
    expect(input).toEqual({ body: { filter: { os: "x" } } });
  });
});

it("counts pages from the first page's number", async () => {
  const { fetch, seen } = scripted(json(records(2)), json([{ id: 2 }]));
  expect(await ids(client({ fetch }).paginate("numbered"))).toEqual([0, 1, 2]);
  expect(queries(seen)).toEqual(["?size=2&page=0", "?size=2&page=1"]);
});

describe("cursor", () => {
  const page = (value: unknown[], next?: string) =>
    json({ value, ...(next ? { "@odata.nextLink": next } : {}) });

  it("follows the cursor until there is none, empty pages included", async () => {
    const { fetch, seen } = scripted(page(records(2), "c1"), page([], "c2"), page([{ id: 2 }]));
    expect(await ids(client({ fetch }).paginate("cursored"))).toEqual([0, 1, 2]);
    expect(queries(seen)).toEqual(["?top=2", "?top=2&after=c1", "?top=2&after=c2"]);
  });

  it("follows a link by its parameters, on the same origin only", async () => {
    const near = scripted(page(records(1), "https://api.example.com/cursored?%24skiptoken=x"), page([]));
    expect(await ids(client(near).paginate("cursored"))).toEqual([0]);
    expect(queries(near.seen)[1]).toBe("?%24skiptoken=x");
    const far = scripted(page(records(1), "https://evil.example.net/cursored?after=x"));
    expect(await failure(ids(client(far).paginate("cursored")))).toMatchObject({ reason: "shape" });
    expect(far.seen).toHaveLength(1);
  });

  it.each([
    ["no list", {}],
    ["a message", { message: "Try later." }],
    ["null", { value: null }],
  ])("refuses a page with %s", async (_what, body) => {
    const { fetch } = scripted(page(records(2), "c1"), json({ ...body, "@odata.nextLink": "c2" }), page([]));
    const found: number[] = [];
    const walk = client({ fetch }).paginate("cursored");
    const error = await failure(
      (async () => {
        for await (const { id } of walk) found.push(id);
      })(),
    );
    expect([error.code, found]).toEqual(["invalid-response", [0, 1]]);
    expect(walk.report).toMatchObject({ pages: 1, records: 2, complete: false });
  });

  it("ends a walk in circles", async () => {
    const circle = scripted(
      page([{ id: 1 }], "a"),
      page([{ id: 2 }], "b"),
      page([{ id: 3 }], "a"),
      page([{ id: 4 }], "b"),
    );
    const error = await failure(ids(client(circle).paginate("cursored")));
    expect(error.message).toContain("the same cursor twice");
    expect(circle.seen).toHaveLength(3);
  });
});

describe("after the last id", () => {
  const page = (ids: number[], has_more?: boolean) => json({ data: ids.map((id) => ({ id })), has_more });
  const walk = (...pages: Response[]) => {
    const { fetch, seen } = scripted(...pages);
    return { read: () => ids(client({ fetch }).paginate("behind")), seen };
  };

  it("continues behind the last id until the vendor says that there is no more, short pages included", async () => {
    const { read, seen } = walk(page([3, 9], true), page([12], true), page([13, 20], false));
    expect(await read()).toEqual([3, 9, 12, 13, 20]);
    expect(queries(seen)).toEqual(["?limit=2", "?limit=2&starting_after=9", "?limit=2&starting_after=12"]);
  });

  it("ends at a page without records where the vendor does not say whether there are more", async () => {
    const { read, seen } = walk(page([3, 9]), page([12]), page([]));
    expect(await read()).toEqual([3, 9, 12]);
    expect(seen).toHaveLength(3);
  });

  it.each([
    ["begins again", [page([3, 9], true), page([9], true)], "the same cursor twice"],
    ["is empty, though there are more", [page([3], true), page([], true)], "no record to continue behind"],
    ["has no ids", [json({ data: [{}] })], "no record to continue behind"],
    ["has no list", [json({ has_more: false })], "no list of records"],
  ])("refuses a page that %s", async (_what, pages, problem) => {
    const error = await failure(walk(...pages).read());
    expect(error).toMatchObject({ code: "invalid-response", reason: "shape", operation: "behind" });
    expect(error.message).toContain(problem);
  });
});

describe("guards", () => {
  it("ends a walk whose vendor ignores the offset", async () => {
    const { fetch, seen } = scripted(json(records(2)));
    const error = await failure(ids(client({ fetch }).paginate("array")));
    expect(error).toMatchObject({ code: "invalid-response", reason: "shape", operation: "array" });
    expect(seen).toHaveLength(2);
  });

  it.each([
    ["no list where one should be", { results: { id: 1 } }],
    ["a bare list instead of an envelope", [{ id: 1 }]],
    ["no list though the total says there is one", { totalCount: 7 }],
  ])("refuses %s", async (_what, body) => {
    expect(await failure(ids(client(scripted(json(body))).paginate("list")))).toMatchObject({
      reason: "shape",
    });
  });

  it.each([
    ["a message", { message: "Try later." }],
    ["an empty body", undefined],
  ])("refuses %s on the first page", async (_what, body) => {
    const response = body ? json(body) : new Response("");
    expect(await failure(ids(client(scripted(response)).paginate("list")))).toMatchObject({
      reason: "shape",
    });
  });

  it.each([
    ["a message", () => json({ message: "Try later." }), "shape"],
    ["an empty body", () => new Response(""), "shape"],
    ["an empty object", () => json({}), "shape"],
    ["an empty list", () => json({ results: [] }), "incomplete"],
    ["an empty list and no total", () => json({ results: [], totalCount: 0 }), "incomplete"],
  ])("remembers the total, so that %s is not the end", async (_what, second, reason) => {
    const responses = [json({ results: records(2), totalCount: 6 }), second()];
    const found: number[] = [];
    const error = await failure(
      (async () => {
        for await (const { id } of client(scripted(...responses)).paginate("list")) found.push(id);
      })(),
    );
    expect([error.code, found]).toEqual(["invalid-response", [0, 1]]);
    expect(error).toMatchObject({ operation: "list", reason });
  });

  it.each([
    ["array", () => json(records(2)), () => new Response("")],
    ["list", () => json({ results: records(2) }), () => json({})],
    ["list", () => json({ results: records(2) }), () => json({ totalCount: 0 })],
  ] as const)(
    "refuses a later page of %s without a list, though no total is known",
    async (id, first, second) => {
      const walk = client(scripted(first(), second())).paginate(id);
      expect(await failure(ids(walk))).toMatchObject({ code: "invalid-response", reason: "shape" });
      expect(walk.report).toMatchObject({ pages: 1, records: 2, complete: false });
    },
  );

  it("takes a left-out or null list as none", async () => {
    expect(await ids(client(scripted(json({}))).paginate("list"))).toEqual([]);
    expect(await ids(client(scripted(json({ results: null, totalCount: 0 }))).paginate("list"))).toEqual([]);
  });

  it("asks for nothing before the first step, nor after a break", async () => {
    const { fetch, seen } = vendor(9, (items) => json(items));
    const walk = client({ fetch }).paginate("array");
    expect(seen).toHaveLength(0);
    for await (const { id } of walk) if (id === 1) break;
    expect(seen).toHaveLength(1);
    expect(await walk.next()).toEqual({ done: true, value: undefined });
  });

  it.each([{ limit: 5 }, { skip: 0 }, { sort: "name" }])(
    "refuses the additional query %j, which would be the same on every page",
    async (query) => {
      const { fetch, seen } = vendor(9, (results) => json({ results }));
      const error = await failure(ids(client({ fetch }).paginate("list", {}, { query })));
      expect([error.code, error.operation, seen.length]).toEqual(["invalid-input", "list", 0]);
    },
  );

  it("refuses an operation that has no pages", async () => {
    // @ts-expect-error it hands out no list
    const walk = client(scripted(json({}))).paginate("get", { path: { id: "1" } });
    expect((await failure(walk.next())).code).toBe("invalid-input");
  });
});

describe("the report", () => {
  /** Reads a list to its end and returns what came, and its report. */
  async function read(...responses: Response[]) {
    const walk = client(scripted(...responses)).paginate("list", {}, { incomplete: "report" });
    return { found: await ids(walk), report: walk.report };
  }
  const page = (first: number, count: number, totalCount?: number) =>
    json({ results: records(first + count).slice(first), totalCount });

  it("reports what was read", async () => {
    expect(await read(page(0, 2, 3), page(2, 1, 3))).toEqual({
      found: [0, 1, 2],
      report: { pages: 2, records: 3, total: 3, complete: true, reason: null },
    });
  });

  it.each([
    ["short", 2, [page(0, 2, 6), json({ results: [] })]],
    ["total-exceeded", 4, [page(0, 2, 3), page(2, 2, 3), page(4, 0, 3)]],
    ["total-shrank", 3, [page(0, 2, 4), page(2, 1, 3)]],
    ["shifted", 3, [page(0, 2, 3), page(1, 1, 3)]],
  ])("reports %s, which is an error unless a report is requested", async (reason, count, responses) => {
    const { found, report } = await read(...responses.map((response) => response.clone()));
    expect([found.length, report.complete, report.reason]).toEqual([count, false, reason]);
    const error = await failure(ids(client(scripted(...responses)).paginate("list")));
    expect(error).toMatchObject({ code: "invalid-response", reason: "incomplete", operation: "list" });
  });

  it.each([
    ["ends there", () => json([])],
    ["is refused from there on", () => json({ message: "too far" }, { status: 400 })],
  ])("says capped where a list %s", async (_what, end) => {
    const { fetch } = scripted(json(records(2)), json([{ id: 2 }, { id: 3 }]), end());
    const walk = client({ fetch }).paginate("capped", {}, { incomplete: "report" });
    expect(await ids(walk)).toEqual([0, 1, 2, 3]);
    expect(walk.report).toMatchObject({ records: 4, complete: false, reason: "capped" });
  });

  it("does not take a refused page before the cap for the end", async () => {
    const { fetch } = scripted(json(records(2)), json({ message: "no" }, { status: 400 }));
    const walk = client({ fetch }).paginate("capped", {}, { incomplete: "report" });
    expect((await failure(ids(walk))).code).toBe("validation");
  });

  it("does not call the rest of a list short", async () => {
    const { fetch } = vendor(5, (results) => json({ results, totalCount: 5 }));
    const walk = client({ fetch }).paginate("list", { query: { skip: 3 } });
    expect(await ids(walk)).toEqual([3, 4]);
    expect(walk.report).toMatchObject({ records: 2, total: 5, complete: true });
  });

  it("is not complete when the iteration is left", async () => {
    const { fetch } = vendor(5, (results) => json({ results, totalCount: 5 }));
    const walk = client({ fetch }).paginate("list");
    for await (const { id } of walk) if (id === 2) break;
    expect(walk.report).toMatchObject({ pages: 2, complete: false, reason: null });
  });
});
