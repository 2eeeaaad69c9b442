import {
  type ActionResult,
  type App,
  type CommandState,
  connect,
  type Listing,
  type Organization,
} from "@mdmkit/unified";
import { describe, expectTypeOf, it } from "vitest";
import {
  type AppliveryAppRecord,
  type AppliveryDeviceRecord,
  type AppliveryOrganizationRecord,
  applivery,
} from "./index.ts";

// The compiler is the test: each line after an `@ts-expect-error` must not compile. Nothing here runs but `connect`.

const mdm = connect(applivery({ token: "made-up-token", organizationId: "made-up-slug" }));
const never = (_uncalled: () => unknown): void => {};

describe("what Applivery can do", () => {
  it("has apps and the workspace, to be read", () => {
    expectTypeOf(mdm.apps.list()).toExtend<Listing<App>>();
    expectTypeOf(mdm.apps.get).returns.resolves.toExtend<App>();
    expectTypeOf(mdm.organizations.list()).toExtend<Listing<Organization>>();
    // @ts-expect-error apps are installed by policies, not here
    never(() => mdm.apps.create({ name: "x" }));
    // @ts-expect-error nor changed
    never(() => mdm.apps.update("a1", { name: "x" }));
    // @ts-expect-error nor taken off
    never(() => mdm.apps.delete("a1", { confirm: "a1" }));
    // @ts-expect-error a service account makes no workspaces
    never(() => mdm.organizations.create({ name: "x" }));
    // @ts-expect-error nor renames its own
    never(() => mdm.organizations.update("o1", { name: "x" }));
    // @ts-expect-error nor deletes it
    never(() => mdm.organizations.delete("o1", { confirm: "o1" }));
  });

  it("lacks what there is no call for", () => {
    // @ts-expect-error no command unlocks
    never(() => mdm.devices.unlock("d1"));
    // @ts-expect-error devices enroll by themselves
    never(() => mdm.devices.create({ name: "x" }));
  });

  it("returns the status of a command", () => {
    expectTypeOf(mdm.devices.command).returns.resolves.toEqualTypeOf<CommandState>();
    expectTypeOf(mdm.devices.restart).returns.resolves.toEqualTypeOf<ActionResult>();
    // @ts-expect-error the id of the command
    never(() => mdm.devices.command("d1"));
    never(() => mdm.devices.command("d1", "c1", { type: "mobile" }));
  });
});

describe("inputs", () => {
  it("that are needed are required", () => {
    never(() => mdm.devices.lock("d1", { confirm: "S1", pin: "246810" }));
    never(() => mdm.devices.lock("d1", { confirm: "S1", pin: null }));
    // @ts-expect-error a pin, or null for devices that take none
    never(() => mdm.devices.lock("d1", { confirm: "S1" }));
    // @ts-expect-error a pin, or null for devices that take none
    never(() => mdm.devices.erase("d1", { confirm: "S1" }));
    // @ts-expect-error a version: there is no newest
    never(() => mdm.devices.updateOs("d1", { install_action: "install_asap" }));
    // @ts-expect-error a version cannot be null
    never(() => mdm.devices.updateOs("d1", { version: null }));
    // @ts-expect-error the message
    never(() => mdm.devices.sendMessage("d1", {}));
    // @ts-expect-error the user, or null
    never(() => mdm.devices.assignUser("d1", {}));
    never(() => mdm.devices.restart("d1"));
    never(() => mdm.devices.sync("d1"));
  });

  it("of guarded calls have a confirmation", () => {
    // @ts-expect-error a confirmation
    never(() => mdm.devices.lock("d1", { pin: null }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.erase("d1", { pin: null }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.retire("d1"));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.clearPasscode("d1", { new_passcode: "x" }));
    never(() => mdm.devices.delete("d1", { dryRun: true }));
    // @ts-expect-error a confirmation
    never(() => mdm.users.delete("u1"));
  });

  it("that cannot be written are refused", () => {
    // @ts-expect-error an e-mail address never changes
    never(() => mdm.users.update("u1", { name: "x", emails: [] }));
    // @ts-expect-error customers keep it in an attribute of their own
    never(() => mdm.devices.update("d1", { asset_tag: "x" }));
    // @ts-expect-error a name stays
    never(() => mdm.devices.update("d1", { name: null }));
    // @ts-expect-error a device keeps a policy
    never(() => mdm.devices.update("d1", { policy: null }));
    // @ts-expect-error a message has no title
    never(() => mdm.devices.sendMessage("d1", { title: "x", message: "x" }));
  });
});

describe("lists", () => {
  it("take the filters there are", () => {
    never(() => mdm.apps.list({ device: { id: "d1" }, platform: "macos", device_type: "desktop" }));
    // @ts-expect-error nothing says when an app changed
    never(() => mdm.apps.list({ updated_since: "2026-01-01T00:00:00Z" }));
    // @ts-expect-error there is one workspace
    never(() => mdm.organizations.list({ name: "x" }));
    // @ts-expect-error users are found by email
    never(() => mdm.users.list({ name: "x" }));
  });

  it("hydrate what single records have beyond them", () => {
    never(() => mdm.devices.list({ hydrate: ["disk_encryption", "passcode_present"], hydrateRequests: 10 }));
    // @ts-expect-error a single record does not have it either
    never(() => mdm.devices.list({ hydrate: ["firewall_enabled"] }));
    // @ts-expect-error a single app has no more
    never(() => mdm.apps.list({ hydrate: ["publisher"] }));
  });
});

describe("remote_data", () => {
  it("is the vendor's own record", () => {
    type DeviceData = NonNullable<Awaited<ReturnType<typeof mdm.devices.get>>["remote_data"]>;
    type AppData = NonNullable<Awaited<ReturnType<typeof mdm.apps.get>>["remote_data"]>;
    type OrganizationData = NonNullable<Awaited<ReturnType<typeof mdm.organizations.get>>["remote_data"]>;
    expectTypeOf<DeviceData>().toEqualTypeOf<AppliveryDeviceRecord>();
    expectTypeOf<AppData>().toEqualTypeOf<AppliveryAppRecord>();
    expectTypeOf<OrganizationData>().toEqualTypeOf<AppliveryOrganizationRecord>();
    // @ts-expect-error no such property in Applivery's document
    never(async () => (await mdm.apps.get("a1")).remote_data?.bundleIdentifier);
  });
});
