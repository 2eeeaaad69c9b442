import { connect, type Listing } from "@mdmkit/unified";
import type { App, Device, Organization } from "@mdmkit/unified/vendor";
import { describe, expectTypeOf, it } from "vitest";
import type { JumpCloudAppRecord, JumpCloudUserRecord } from "./api/record.ts";
import {
  type JumpCloudApp,
  type JumpCloudDevice,
  type JumpCloudGroup,
  type JumpCloudOrganization,
  type JumpCloudUser,
  jumpcloud,
} from "./generated/vendor.ts";
import type { JumpCloudOrganizationRecord } from "./organizations/map-organization.ts";

// The compiler is the test: each line after an `@ts-expect-error` must not compile. Nothing here runs but `connect`.

const mdm = connect(jumpcloud({ apiKey: "made-up-key" }));
const never = (_uncalled: () => unknown): void => {};

describe("chosen fields", () => {
  it("are all that a record has, besides its id and what could not be read", () => {
    const get = () => mdm.devices.get("1", { fields: ["name", "owner"] });
    type Got = Awaited<ReturnType<typeof get>>;
    expectTypeOf<keyof Got>().toEqualTypeOf<"id" | "name" | "owner" | "is_partial" | "gaps">();
    expectTypeOf<Got["owner"]>().toEqualTypeOf<Device["owner"]>();
    const list = () => mdm.devices.list({ fields: ["name", "owner"], platform: "macos" }).toArray();
    expectTypeOf<Awaited<ReturnType<typeof list>>>().toEqualTypeOf<Got[]>();
    // @ts-expect-error was not asked for
    never(async () => (await get()).serial_number);
    // @ts-expect-error no such field
    never(() => mdm.devices.get("1", { fields: ["color"] }));
  });
});

describe("several resources in one place", () => {
  const names = ["devices", "users", "apps", "organizations", "groups"] as const;
  type Found = JumpCloudDevice | JumpCloudUser | JumpCloudApp | JumpCloudOrganization | JumpCloudGroup;
  const of = (name: (typeof names)[number]) => mdm[name];

  it("can be listed and read", () => {
    const list = (name: (typeof names)[number]) => of(name).list().toArray();
    expectTypeOf<Awaited<ReturnType<typeof list>>[number]>().toEqualTypeOf<Found>();
    const get = (name: "devices" | "users" | "apps") => of(name).get("1");
    expectTypeOf<Awaited<ReturnType<typeof get>>>().toExtend<Found>();
    for (const name of names) expectTypeOf(mdm[name].list()).toExtend<AsyncIterable<Found>>();
  });
});

describe("JumpCloud's apps", () => {
  it("can be listed and read", () => {
    expectTypeOf(mdm.apps.list()).toExtend<Listing<App>>();
    expectTypeOf(mdm.apps.get).returns.resolves.toExtend<App>();
    never(() => mdm.apps.list({ device: { id: "d1" }, platform: "macos", device_type: "desktop" }));
    never(() => mdm.apps.list({ name: "Slack", app_id: "com.example.slack" }));
  });

  it("cannot be written, nor found by what the tables do not have", () => {
    // @ts-expect-error JumpCloud installs software by policies and software apps, not on a device
    never(() => mdm.apps.create({ name: "x", version: "1", app_id: "x" }));
    // @ts-expect-error an inventory cannot be changed
    never(() => mdm.apps.update("a1", { name: "x" }));
    // @ts-expect-error nor can what is in it be removed
    never(() => mdm.apps.delete("a1", { confirm: "a1" }));
    // @ts-expect-error rows have no time of change
    never(() => mdm.apps.list({ updated_since: "2026-01-01T00:00:00Z" }));
    // @ts-expect-error a device is named by its id
    never(() => mdm.apps.list({ device: { name: "x" } }));
    // @ts-expect-error a single app has no more than the list
    never(() => mdm.apps.list({ hydrate: ["publisher"] }));
  });

  it("carry the row of System Insights and the table it is from", () => {
    type Got = Awaited<ReturnType<typeof mdm.apps.get>>;
    expectTypeOf<Got["remote_data"]>().toEqualTypeOf<JumpCloudAppRecord | null | undefined>();
    // @ts-expect-error no such column
    never(async () => (await mdm.apps.get("a1")).remote_data?.bundle_color);
  });
});

describe("JumpCloud's organizations", () => {
  it("can be listed and read", () => {
    expectTypeOf(mdm.organizations.list()).toExtend<Listing<Organization>>();
    expectTypeOf(mdm.organizations.get).returns.resolves.toExtend<Organization>();
    type Got = Awaited<ReturnType<typeof mdm.organizations.get>>;
    expectTypeOf<Got["remote_data"]>().toEqualTypeOf<JumpCloudOrganizationRecord | null | undefined>();
  });

  it("cannot be written", () => {
    // @ts-expect-error no documented way to create one
    never(() => mdm.organizations.create({ name: "x" }));
    // @ts-expect-error nor to rename one
    never(() => mdm.organizations.update("o1", { name: "x" }));
    // @ts-expect-error nor to delete one
    never(() => mdm.organizations.delete("o1", { confirm: "o1" }));
  });
});

describe("JumpCloud's devices", () => {
  it("can be hydrated with what only a single record has", () => {
    never(() => mdm.devices.list({ hydrate: ["tags", "policy", "meid"], hydrateRequests: 140 }));
    // @ts-expect-error the list has the serial number
    never(() => mdm.devices.list({ hydrate: ["serial_number"] }));
    // @ts-expect-error users have nothing that only get returns
    never(() => mdm.users.list({ hydrate: ["emails"] }));
  });

  it("cannot be asked where a command stands, for JumpCloud gives no id of one", () => {
    // @ts-expect-error no such method
    never(() => mdm.devices.command("d1", "c1"));
  });

  it("have no actions that JumpCloud lacks", () => {
    // @ts-expect-error agents report by themselves
    never(() => mdm.devices.sync("d1"));
    // @ts-expect-error no lost mode
    never(() => mdm.devices.disableLostMode("d1"));
  });

  it("need a confirmation for what locks people out or destroys data, also to preview it", () => {
    never(() => mdm.devices.shutdown("d1"));
    // @ts-expect-error a lock
    never(() => mdm.devices.lock("d1", { pin: "246810" }));
    // @ts-expect-error an erase
    never(() => mdm.devices.erase("d1", { pin: null }));
    never(() => mdm.devices.erase("d1", { pin: null, dryRun: true }));
    // @ts-expect-error an end of management
    never(() => mdm.devices.retire("d1"));
    // @ts-expect-error another passcode
    never(() => mdm.devices.clearPasscode("d1", { new_passcode: "x" }));
    // @ts-expect-error an activation lock taken away
    never(() => mdm.devices.clearActivationLock("d1"));
  });

  it("need a word on the PIN, which a Mac must have and others must not", () => {
    // @ts-expect-error neither digits nor null
    never(() => mdm.devices.erase("d1", { confirm: "S1" }));
    // @ts-expect-error a PIN is text, for it may begin with 0
    never(() => mdm.devices.lock("d1", { confirm: "S1", pin: 246810 }));
    never(() => mdm.devices.erase("d1", { confirm: "S1", pin: null }));
  });

  it("are updated in what JumpCloud can change", () => {
    never(() => mdm.devices.update("d1", { owner: null, notes: null, custom_fields: { floor: "2" } }));
    // @ts-expect-error groups are changed in the console
    never(() => mdm.devices.update("d1", { tags: [{ name: "Lobby" }] }));
    // @ts-expect-error policies too
    never(() => mdm.devices.update("d1", { policy: { id: "p1" } }));
    expectTypeOf(() => mdm.devices.update("d1", { name: "x" })).returns.resolves.toExtend<Device>();
  });

  it("belong to users whose record is JumpCloud's", () => {
    type Got = Awaited<ReturnType<typeof mdm.users.get>>;
    expectTypeOf<Got["remote_data"]>().toEqualTypeOf<JumpCloudUserRecord | null | undefined>();
  });
});
