import { NotFoundError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { ivantiNeurons } from "../index.ts";
import { mapDeviceSpace } from "./map-device-space.ts";

function open({ spaces = 3, deviceSpaceId }: { spaces?: number; deviceSpaceId?: number } = {}) {
  const sandbox = createSandbox("ivanti-neurons", { devices: 24, users: 6, spaces });
  const { username, password } = sandbox.credentials;
  const { baseUrl, fetch } = sandbox;
  const own = deviceSpaceId === undefined ? {} : { deviceSpaceId };
  return { sandbox, mdm: connect(ivantiNeurons({ username, password, baseUrl, fetch, ...own })) };
}

describe("device spaces", () => {
  it("are what devices belong to, by the same id and name", async () => {
    const { mdm } = open();
    const spaces = await mdm.organizations.list().toArray();
    expect(spaces.map(({ id }) => id)).toEqual(["23001", "23002", "23003"]);
    const names = new Map(spaces.map(({ id, name }) => [id, name]));
    for (const { id, organization } of await mdm.devices.list().toArray()) {
      expect(names.get(organization?.id ?? "")).toBe(organization?.name);
      expect((await mdm.devices.get(id)).organization).toEqual(organization);
    }
  });

  it("are read in pages of 50, however the caller pages", async () => {
    const { mdm, sandbox } = open({ spaces: 120 });
    const listing = mdm.organizations.list({ pageSize: 70 });
    expect(await listing.toArray()).toHaveLength(120);
    expect(listing.report).toMatchObject({ complete: true, total: 120, pages: 2 });
    expect(sandbox.requests.slice(0, 3).map(({ query }) => query)).toEqual([
      { rows: "50", start: "0" },
      { rows: "50", start: "50" },
      { rows: "50", start: "100" },
    ]);
    expect(await mdm.organizations.get("23120")).toMatchObject({ id: "23120", name: "Space 23120" });
  });

  it("are read to the end where the vendor does not count them", async () => {
    const { sandbox } = open({ spaces: 120 });
    const { baseUrl } = sandbox;
    const { username, password } = sandbox.credentials;
    const fetch: typeof globalThis.fetch = async (...call) => {
      const response = await sandbox.fetch(...call);
      return new Response((await response.text()).replace(/"totalCount":\d+/, '"totalCount":null'), response);
    };
    const mdm = connect(ivantiNeurons({ username, password, baseUrl, fetch }));
    expect(await mdm.organizations.list().toArray()).toHaveLength(120);
  });

  it("are called incomplete when the vendor hands out fewer than it counts", async () => {
    const { mdm, sandbox } = open({ spaces: 120 });
    sandbox.inject({ type: "empty-page", operation: "listDeviceSpaces", page: 2, times: 100 });
    const listing = mdm.organizations.list();
    expect(await listing.toArray()).toHaveLength(50);
    expect(listing.report).toMatchObject({ complete: false, reason: "shifted", total: 120 });
  });

  it("are called incomplete when the page that is missing has no total either", async () => {
    const { sandbox } = open({ spaces: 120 });
    const fetch: typeof globalThis.fetch = async (...call) => {
      const response = await sandbox.fetch(...call);
      const { operation, query } = sandbox.requests.at(-1) ?? {};
      const isSecond = operation === "listDeviceSpaces" && query?.start === "50";
      return isSecond ? Response.json({ result: { searchResults: [] } }) : response;
    };
    const { organizations, devices } = connect(ivantiNeurons({ ...sandbox.options, fetch }));
    for (const listing of [organizations.list(), devices.list()]) {
      for await (const { id } of listing) expect(id).not.toBe("");
      expect(listing.report).toMatchObject({ complete: false, reason: "short" });
    }
  });

  it.each([
    ["cannot be read", { type: "bad-row", operation: "listDeviceSpaces" }, 3],
    ["is missing", { type: "empty-page", operation: "listDeviceSpaces", page: 2 }, 60],
  ] as const)("leave the list of devices incomplete where one %s", async (_, fault, spaces) => {
    const { mdm, sandbox } = open({ spaces });
    sandbox.inject({ ...fault, times: 100 });
    const listing = mdm.devices.list();
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
  });

  it("are the one that was asked for, where the client keeps to one", async () => {
    const { mdm } = open({ deviceSpaceId: 23002 });
    const listing = mdm.organizations.list();
    expect((await listing.toArray()).map(({ id }) => id)).toEqual(["23002"]);
    expect(listing.report).toMatchObject({ complete: true, total: 1 });
    await expect(mdm.organizations.get("23001")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("have their time of creation, where the vendor reports it", () => {
    const space = mapDeviceSpace({
      id: 23002,
      name: " Field ",
      createdAt: 1_700_000_000_000,
      modifiedAt: null,
    });
    expect(recordProblems("Organization", space)).toEqual([]);
    expect(space).toMatchObject({
      id: "23002",
      name: "Field",
      created_at: "2023-11-14T22:13:20.000Z",
      updated_at: null,
    });
  });
});
