import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { expect, it } from "vitest";
import { simplemdm } from "../index.ts";

/** An account of a fresh sandbox, whose Mac with the most apps has 431 of them. */
function open() {
  const sandbox = createSandbox("simplemdm", { devices: 20 });
  const { credentials, baseUrl, state } = sandbox;
  const [device = ""] = state.devices.ids().filter((id) => state.appsOn(id).length > 0);
  const all = Array.from({ length: 431 }, (_, at) => ({
    type: "installed_app",
    id: 7_000_000 + at,
    attributes: { name: `App ${at}`, identifier: `com.example.app${at}`, bundle_size: 1, managed: false },
  }));
  const urls: URL[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(new Request(input).url);
    if (!url.pathname.endsWith(`/devices/${device}/installed_apps`)) return sandbox.fetch(input, init);
    urls.push(url);
    const rest = all.filter(({ id }) => id > Number(url.searchParams.get("starting_after") ?? 0));
    return Response.json({ data: rest.slice(0, 100), has_more: rest.length > 100 });
  };
  return { mdm: connect(simplemdm({ ...credentials, baseUrl, fetch })), sandbox, device, urls };
}

it("the apps of one device are a request for 100 of them", async () => {
  const { mdm, device, urls } = open();
  const listing = mdm.apps.list({ device: { id: device } });
  const apps = await listing.toArray();
  expect([apps.length, urls.length, listing.report.complete]).toEqual([431, 5, true]);
  expect(apps[0]).toMatchObject({ id: `${device}:7000000`, device: { id: device } });
  expect(apps.some(({ size_bytes }) => size_bytes !== undefined)).toBe(false);
});

it("devices of other platforms than the wanted one are not read", async () => {
  const { mdm, sandbox } = open();
  const apps = await mdm.apps.list({ platform: "macos" }).toArray();
  expect(new Set(apps.map(({ platform }) => platform))).toEqual(new Set(["macos"]));
  const read = sandbox.requests.map(({ path }) => /devices\/(\d+)\/installed/.exec(path)?.[1]);
  const macs = await mdm.devices.list({ platform: "macos" }).toArray();
  const ids = macs.map(({ id }) => id);
  expect(read.filter((id) => id !== undefined && !ids.includes(id))).toEqual([]);
  expect(ids.length).toBeLessThan(20);
});

it("an app is not found on a device that does not have it", async () => {
  const { mdm, sandbox } = open();
  const [app] = await mdm.apps.list({ name: "Safari" }).toArray();
  expect(await mdm.apps.get(app?.id ?? "")).toMatchObject({ id: app?.id, name: app?.name });
  for (const id of ["1", "1:2:3", "a:1", `999999999:${app?.source_id}`, "1000101:1"])
    await expect(mdm.apps.get(id)).rejects.toMatchObject({ code: "not-found" });
  expect(sandbox.requests.filter(({ path }) => path.includes("a%3A"))).toEqual([]);
});
