import { createSandbox, type SandboxOptions } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { ivantiNeurons } from "../index.ts";

const REACH = 10_000;
const isList = (url: URL) => url.pathname.endsWith("/device");

function open(
  options: SandboxOptions<"ivanti-neurons">,
  wrap = (fetch: typeof globalThis.fetch): typeof globalThis.fetch => fetch,
) {
  const sandbox = createSandbox("ivanti-neurons", { users: 6, ...options });
  return { sandbox, mdm: connect(ivantiNeurons({ ...sandbox.options, fetch: wrap(sandbox.fetch) })) };
}

type Large = { devices: number; total?: number; most?: number; isRefused?: boolean };

/** A vendor with many devices, of which lists give no more than `most`. */
function openLarge({ devices, total = devices, most = devices, isRefused = false }: Large) {
  const starts: number[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    const { searchParams } = new URL(String(input));
    const start = Number(searchParams.get("start"));
    const end = start + Number(searchParams.get("rows"));
    starts.push(start);
    if (isRefused && end > most) return Response.json({ message: "too far" }, { status: 400 });
    const count = Math.max(0, Math.min(end, most) - start);
    const searchResults = Array.from({ length: count }, (_, at) => ({ id: start + at + 1 }));
    return Response.json({ result: { searchResults, totalCount: total } });
  };
  const credentials = { username: "u", password: "p", baseUrl: "https://ivanti.example" };
  return { starts, mdm: connect(ivantiNeurons({ ...credentials, deviceSpaceId: 1, fetch })) };
}

describe.each(["devices", "users"] as const)("more %s than `start` is documented to reach", (resource) => {
  const read = async (large: Large, pageSize: number) => {
    const { mdm, starts } = openLarge(large);
    const listing = resource === "devices" ? mdm.devices.list({ pageSize }) : mdm.users.list({ pageSize });
    return { count: (await listing.toArray()).length, report: listing.report, starts };
  };

  it.each([500, 300])("are capped where they end there, in pages of %i", async (pageSize) => {
    const large = { devices: REACH + 20, total: REACH, most: REACH };
    const { count, report, starts } = await read(large, pageSize);
    expect(count).toBe(REACH);
    expect(report).toMatchObject({ complete: false, reason: "capped", total: REACH });
    // A full page is followed by another request.
    if (resource === "devices" && pageSize === 500) expect(starts.at(-1)).toBe(REACH);
  });

  it.each([500, 300])("are capped where the next page of %i is refused", async (pageSize) => {
    const { count, report } = await read({ devices: REACH + 20, most: REACH, isRefused: true }, pageSize);
    expect(count).toBe(REACH);
    expect(report).toMatchObject({ complete: false, reason: "capped", total: REACH + 20 });
  });

  it("go on where the vendor does, though its total is capped", async () => {
    const { count, report } = await read({ devices: REACH + 20, total: REACH }, 500);
    expect(report).toMatchObject({ complete: false, reason: "total-exceeded", total: REACH });
    expect(count).toBe(REACH + 20);
  });

  it("are complete one below that", async () => {
    const { count, report } = await read({ devices: REACH - 1 }, 500);
    expect([count, report.complete]).toEqual([REACH - 1, true]);
  });
});

it("is short where a space ends without a total, before a larger space", async () => {
  const sizes: Readonly<Record<string, number>> = { "23001": 30, "23002": 40 };
  const { sandbox } = open({ spaces: 2 });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { searchParams } = new URL(String(input));
    const space = searchParams.get("dmPartitionId");
    if (space === null) return sandbox.fetch(input, init);
    const start = Number(searchParams.get("start"));
    if (space === "23001" && start > 0) return Response.json({ result: { searchResults: [] } });
    const totalCount = sizes[space] ?? 0;
    const count = Math.min(totalCount - start, Number(searchParams.get("rows")));
    const searchResults = Array.from({ length: count }, (_, at) => ({
      id: Number(space) * 100 + start + at,
    }));
    return Response.json({ result: { searchResults, totalCount } });
  };
  const listing = connect(ivantiNeurons({ ...sandbox.options, fetch })).devices.list({ pageSize: 10 });
  expect(await listing.toArray()).toHaveLength(50);
  expect(listing.report).toMatchObject({ complete: false, reason: "short", total: 70 });
});

describe("a device in two spaces", () => {
  /** The first device of the first space is in the second space, too: with others, or alone. */
  const shared = (isAlone: boolean) => {
    let row: unknown;
    return (inner: typeof globalThis.fetch): typeof globalThis.fetch =>
      async (input, init) => {
        const response = await inner(input, init);
        const url = new URL(String(input));
        if (!isList(url)) return response;
        const { result } = await response.json();
        if (url.searchParams.get("dmPartitionId") === "23001") row ??= result.searchResults[0];
        else if (url.searchParams.get("dmPartitionId") === "23002") {
          const others = isAlone ? [] : result.searchResults;
          const totalCount = isAlone ? 1 : result.totalCount + 1;
          return Response.json({ result: { ...result, searchResults: [row, ...others], totalCount } });
        }
        return Response.json({ result });
      };
  };

  it.each([true, false])("is given once and ends no list (alone there: %s)", async (isAlone) => {
    const { mdm, sandbox } = open({ devices: 24, spaces: 3 }, shared(isAlone));
    const { inventory } = sandbox.state;
    const spaceOf = (id: string) => inventory.spaceOf(inventory.deviceIndex(id));
    const listing = mdm.devices.list();
    const ids = (await listing.toArray()).map(({ id }) => id);
    const expected = sandbox.state.devices.ids().filter((id) => !isAlone || spaceOf(id) !== 23_002);
    expect(ids.toSorted()).toEqual(expected.toSorted());
    expect(listing.report).toMatchObject({ complete: false, reason: "repeated", duplicates: 1 });
  });
});

describe("an id that JSON cannot hold exactly", () => {
  it.each(["listDevices", "listUsers"] as const)("makes a record of %s unreadable", async (operation) => {
    const { mdm, sandbox } = open({ devices: 6 });
    sandbox.inject({
      type: "drifted-field",
      operation,
      field: "id",
      value: 2 ** 53 + 2,
      times: Number.POSITIVE_INFINITY,
    });
    const listing = operation === "listDevices" ? mdm.devices.list() : mdm.users.list();
    expect(await listing.toArray()).toEqual([]);
    expect(listing.report).toMatchObject({ complete: false, reason: "unreadable", unreadable: 6 });
  });
});
