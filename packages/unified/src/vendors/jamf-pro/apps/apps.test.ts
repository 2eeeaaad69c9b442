import { InvalidInputError, InvalidResponseError, NotFoundError } from "@mdmkit/runtime";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";
import { jamfPro } from "../index.ts";
import { createAppList } from "./list-apps.ts";

const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);

/** An account whose first two computers have apps as wanted. */
function openWith(one: readonly object[], two: readonly object[] = []) {
  const account = openJamfPro({ devices: 6 });
  account.sandbox.state.computers.update("1", { applications: one });
  account.sandbox.state.computers.update("2", { applications: two });
  return account;
}

const app = (name: string, path = `/Applications/${name}.app`) => ({
  name: `${name}.app`,
  bundleId: `com.example.${name.toLowerCase()}`,
  path,
});

describe("the list of apps", () => {
  it("gives pages of exactly the size asked for, whatever devices hold", async () => {
    const { mdm } = openJamfPro();
    const all = ids(await mdm.apps.list().toArray());
    for (const pageSize of [1, 7, 40]) {
      const pages: string[][] = [];
      for await (const { items } of mdm.apps.list({ pageSize }).pages()) pages.push(ids(items));
      expect(pages.flat()).toEqual(all);
      expect(pages.slice(0, -1).every(({ length }) => length === pageSize)).toBe(true);
    }
  });

  it("reads each page of devices once where no size is asked for", async () => {
    const { mdm, operations, sandbox } = openJamfPro({ devices: 240 });
    const listing = mdm.apps.list();
    await listing.toArray();
    const { computer, mobile } = sandbox.state.inventory.sizes;
    const count = (name: string) => operations().filter((operation) => operation === name).length;
    expect(count("listComputers")).toBe(Math.ceil(computer / 25));
    expect(count("listMobileDeviceDetails")).toBe(Math.ceil(mobile / 100));
    expect(count("findMobileDeviceApplications")).toBe(1);
    expect(listing.report).toMatchObject({ complete: true, total: null });
  });

  it("asks for no more than what apps are made of", async () => {
    const { mdm, sandbox } = openJamfPro();
    await mdm.apps.list().toArray();
    const sections = sandbox.requests.map(({ query }) => query.section).filter(Boolean);
    expect(new Set(sections.flat())).toEqual(new Set(["GENERAL", "APPLICATIONS", "HARDWARE"]));
  });

  it("goes on after the app that came last, though others come and go before it", async () => {
    const { mdm, sandbox } = openWith([app("A"), app("B"), app("C"), app("D")]);
    const { value: page } = await mdm.apps.list({ pageSize: 2 }).pages().next();
    sandbox.state.computers.update("1", {
      applications: [app("New"), app("A"), app("B"), app("C"), app("D")],
    });
    const rest = mdm.apps.list({ pageSize: 2, cursor: page?.next ?? "" });
    const [next] = await rest.toArray();
    expect(next?.name).toBe("C");
    expect(rest.report.complete).toBe(true);
  });

  it("says that it may lack some when the app that came last is gone", async () => {
    const { mdm, sandbox } = openWith([app("A"), app("B"), app("C"), app("D")]);
    const { value: page } = await mdm.apps.list({ pageSize: 2 }).pages().next();
    sandbox.state.computers.update("1", { applications: [app("A"), app("C"), app("D")] });
    const rest = mdm.apps.list({ pageSize: 2, cursor: page?.next ?? "" });
    await rest.toArray();
    expect(rest.report).toMatchObject({ complete: false, reason: "shifted" });
  });

  it.each([
    [{ type: "repeat-page", page: 2 }, "shifted"],
    [{ type: "short-page", page: 2, rows: 0 }, "short"],
    [{ type: "total-shrinks", by: 1 }, "total-shrank"],
    [{ type: "delete-mid-walk", which: "first" }, "total-shrank"],
  ] as const)("is not complete when the devices behind it are cut short by %o", async (fault, reason) => {
    const { mdm, sandbox } = openJamfPro();
    sandbox.inject({ ...fault, operation: "listComputers" });
    const listing = mdm.apps.list({ pageSize: 10 });
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason });
  });

  it.each([
    ["computer", "listComputers", "desktop"],
    ["mobile", "listMobileDeviceDetails", "mobile"],
  ] as const)("remembers how many %s devices there are when a page does not say", async (_, path, type) => {
    const { sandbox } = openJamfPro();
    const { baseUrl, credentials } = sandbox;
    const { clientId, clientSecret } = credentials;
    let pages = 0;
    const fetch: typeof globalThis.fetch = async (...call) => {
      const response = await sandbox.fetch(...call);
      if (sandbox.requests.at(-1)?.operation !== path) return response;
      return ++pages === 2 ? Response.json({ results: [] }) : response;
    };
    const { apps } = connect(jamfPro({ baseUrl, clientId, clientSecret, fetch }));
    const listing = apps.list({ device_type: type, pageSize: 10 });
    await listing.toArray();
    expect(pages).toBe(2);
    expect(listing.report).toMatchObject({ complete: false, reason: "short" });
  });

  it.each(["tvOS", "watchOS", "visionOS"])(
    "knows by its list that an app of a %s device is mobile",
    async (deviceType) => {
      const { mdm, sandbox } = openJamfPro({ devices: 12 });
      const { mobileDevices } = sandbox.state;
      const [id = ""] = mobileDevices.ids();
      mobileDevices.update(id, {
        deviceType,
        applications: [{ name: "Example", identifier: "com.example.tv" }],
      });
      const mobile = mdm.apps.list({ device_type: "mobile" });
      const found = await mobile.toArray();
      expect(found.map(({ app_id }) => app_id)).toContain("com.example.tv");
      expect(found.every((app) => app.id.startsWith("mobile-") || app.id.startsWith("managed-"))).toBe(true);
      expect(mobile.report).toMatchObject({ complete: true, undecided: 0 });
      expect(mobile.plan.pushed).toEqual(["device_type"]);
      const ipads = mdm.apps.list({ platform: "ipados" });
      expect((await ipads.toArray()).map(({ app_id }) => app_id)).not.toContain("com.example.tv");
      expect(ipads.report).toMatchObject({ complete: false, reason: "undecided", undecided: 1 });
    },
  );

  it.each(["", "x", "computer:0:1:0:-", "managed:0:0:0:-::x", "server:0:1:0:-::x", "computer:0:1:0:-:x:"])(
    "refuses the cursor %j before any request",
    async (cursor) => {
      const { mdm, operations } = openJamfPro();
      await expect(mdm.apps.list({ cursor }).toArray()).rejects.toBeInstanceOf(InvalidInputError);
      expect(operations()).toEqual([]);
    },
  );

  it("counts applications that say nothing, and devices whose applications are no list", async () => {
    const { mdm } = openWith([app("A"), {}]);
    const listing = mdm.apps.list();
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, unreadable: 1, reason: "unreadable" });

    const broken = openWith([app("A")], [app("B")]);
    const fetch: typeof globalThis.fetch = async (...call) => {
      const response = await broken.sandbox.fetch(...call);
      return new Response(
        (await response.text()).replace(/\[[^[\]]*com\.example\.a"[^[\]]*\]/, '"many"'),
        response,
      );
    };
    const { baseUrl } = broken.sandbox;
    const { clientId, clientSecret } = broken.sandbox.credentials;
    const { apps } = connect(jamfPro({ clientId, clientSecret, baseUrl, fetch }));
    const others = apps.list({ platform: "macos" });
    const found = ids(await others.toArray());
    expect(found.filter((id) => id.startsWith("computer-1:"))).toEqual([]);
    expect(found).toContain("computer-2:com.example.b:~2FApplications~2FB.app");
    expect(others.report).toMatchObject({ complete: false, unreadable: 1, reason: "unreadable" });
    await expect(apps.get("computer-1:com.example.a")).rejects.toBeInstanceOf(InvalidResponseError);
  });
});

it("a page of apps ends after 50 pages of devices without any, and the list goes on", async () => {
  let reads = 0;
  const read = async () => {
    reads += 1;
    return { apps: [], end: "more" as const, lastDevice: "1" };
  };
  const list = createAppList(read, { page: () => Promise.reject(new Error("unused")) } as never);
  const page = await list({ limit: 25, filters: {}, primary: {} } as never);
  expect([page.items, reads, typeof page.next]).toEqual([[], 50, "string"]);
});

describe("filters of apps", () => {
  it("go to the kind of device, and to the device itself", async () => {
    const { mdm, operations, filtersOf } = openJamfPro();
    const onPhones = await mdm.apps.list({ device_type: "mobile" }).toArray();
    expect(operations()).not.toContain("listComputers");
    expect(onPhones.some(({ device }) => device === null)).toBe(true);
    const listing = mdm.apps.list({ device: { id: "computer-2" } });
    const onOne = await listing.toArray();
    expect(listing.plan).toMatchObject({ pushed: ["device"], local: [] });
    expect(filtersOf("listComputers")).toEqual(["id==2"]);
    expect(new Set(onOne.map(({ device }) => device?.id))).toEqual(new Set(["computer-2"]));
    expect(onOne.length).toBeGreaterThan(0);
    await mdm.apps.list({ device: { id: "mobile-3" }, platform: "ios" }).toArray();
    expect(filtersOf("listMobileDeviceDetails").at(-1)).toBe("mobileDeviceId==3");
  });

  it.each(["2", "computer-2;id==1", "managed-1"])("find nothing on the device %j, unasked", async (id) => {
    const { mdm, operations } = openJamfPro();
    expect(await mdm.apps.list({ device: { id } }).toArray()).toEqual([]);
    expect(operations()).toEqual([]);
  });
});

describe("a single app", () => {
  it("is distinguished from a copy of it by its path", async () => {
    const { mdm } = openWith([app("Notes"), app("Notes", "/Users/Shared/Notes.app")]);
    const copies = (await mdm.apps.list({ device: { id: "computer-1" } }).toArray()).map(({ id }) => id);
    expect(copies).toEqual([
      "computer-1:com.example.notes:~2FApplications~2FNotes.app",
      "computer-1:com.example.notes:~2FUsers~2FShared~2FNotes.app",
    ]);
    const [, copy = ""] = copies;
    expect(await mdm.apps.get(copy)).toMatchObject({ id: copy, install_path: "/Users/Shared/Notes.app" });
  });

  it.each([
    "computer-1",
    "computer-1:",
    "computer-1:com.example.none",
    "computer-99:com.apple.mail",
    "mobile-99:x",
    "managed-99",
    "managed-x",
  ])("with the id %j is not found", async (id) => {
    const { mdm } = openJamfPro();
    await expect(mdm.apps.get(id)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("changes only where the server distributes it", async () => {
    const { mdm, operations } = openJamfPro();
    const [installed] = await mdm.apps.list().toArray();
    const id = installed?.id ?? "";
    await expect(mdm.apps.update(id, { name: "x" })).rejects.toBeInstanceOf(InvalidInputError);
    await expect(mdm.apps.delete(id, { confirm: id })).rejects.toBeInstanceOf(InvalidInputError);
    expect(operations()).not.toContain("updateMobileDeviceApplicationById");
    const managed = await mdm.apps.update("managed-1", { app_id: "com.example.other" });
    expect(managed).toMatchObject({ name: "Slack", app_id: "com.example.other" });
    expect(operations().slice(-2)).toEqual([
      "updateMobileDeviceApplicationById",
      "findMobileDeviceApplicationsById",
    ]);
  });
});
