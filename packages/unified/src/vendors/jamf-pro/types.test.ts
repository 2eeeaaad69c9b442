import { InvalidInputError } from "@mdmkit/runtime";
import {
  type ActionResult,
  type App,
  type CommandState,
  connect,
  type Device,
  type Listing,
  type Organization,
} from "@mdmkit/unified";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openJamfPro } from "./fixtures/account.ts";
import { type JamfProAppRecord, type JamfProDeviceRecord, jamfPro } from "./index.ts";

// The compiler is the test: each line after an `@ts-expect-error` must not compile. What runs says what types cannot.

const mdm = connect(jamfPro({ baseUrl: "https://example.jamfcloud.com", token: "made-up-token" }));
const never = (_uncalled: () => unknown): void => {};
const sure = { confirm: "computer-1" };

describe("what Jamf Pro can do", () => {
  it("is there", () => {
    expectTypeOf(mdm.devices.list()).toExtend<Listing<Device>>();
    expectTypeOf(mdm.apps.list()).toExtend<Listing<App>>();
    expectTypeOf(mdm.organizations.list()).toExtend<Listing<Organization>>();
    expectTypeOf(mdm.devices.command).returns.resolves.toEqualTypeOf<CommandState>();
    expectTypeOf(mdm.devices.enableLostMode).returns.resolves.toEqualTypeOf<ActionResult>();
    never((): Promise<Device> => mdm.devices.create({ name: "x", platform: "macos", serial_number: "S1" }));
    never((): Promise<App> => mdm.apps.create({ name: "x", version: "1", app_id: "com.example.x" }));
    never(() => mdm.devices.sync("computer-1"));
    never(() => mdm.devices.disableLostMode("mobile-1"));
    never(() => mdm.users.create({ name: "Kim", emails: [] }));
  });

  it("and what it cannot is not", () => {
    // @ts-expect-error mobile devices appear by enrolling
    never(() => mdm.devices.create({ name: "x", platform: "ios" }));
    // @ts-expect-error groups have conditions or members of their own
    never(() => mdm.devices.create({ name: "x", tags: [] }));
    // @ts-expect-error a locked Mac is unlocked with its PIN
    never(() => mdm.devices.unlock("computer-1"));
    // @ts-expect-error there are no messages to users
    never(() => mdm.devices.sendMessage("mobile-1", { message: "x" }));
    // @ts-expect-error activation lock ends in Apple Business Manager
    never(() => mdm.devices.clearActivationLock("mobile-1", { confirm: "mobile-1" }));
    // @ts-expect-error sites are read by the API, and made in the console
    never(() => mdm.organizations.create({ name: "x" }));
    // @ts-expect-error nor changed
    never(() => mdm.organizations.update("1", { name: "x" }));
    // @ts-expect-error nor deleted
    never(() => mdm.organizations.delete("1", { confirm: "1" }));
  });
});

describe("inputs", () => {
  it("of actions that lock out or destroy hold a confirmation", () => {
    never(() => mdm.devices.lock("computer-1", { ...sure, pin: "246810" }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.lock("computer-1", { pin: "246810" }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.erase("computer-1", { pin: "246810" }));
    never(() => mdm.devices.retire("computer-1", { dryRun: true }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.clearPasscode("mobile-1"));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.delete("computer-1"));
    // @ts-expect-error a confirmation
    never(() => mdm.users.delete("1"));
    // @ts-expect-error a confirmation
    never(() => mdm.apps.delete("managed-1"));
  });

  it("of lock and erase say the PIN, or that there is none", async () => {
    never(() => mdm.devices.lock("mobile-1", { confirm: "mobile-1", pin: null }));
    // @ts-expect-error a Mac may stand behind the id
    never(() => mdm.devices.lock("mobile-1", { confirm: "mobile-1" }));
    // @ts-expect-error likewise
    never(() => mdm.devices.erase("computer-1", sure));
    // @ts-expect-error a PIN is text
    never(() => mdm.devices.erase("computer-1", { ...sure, pin: 246810 }));
    // Which of the two the device is, only the server knows.
    const { mdm: account, operations } = openJamfPro();
    const locked = account.devices.lock("computer-1", { ...sure, pin: null });
    await expect(locked).rejects.toBeInstanceOf(InvalidInputError);
    expect(operations()).not.toContain("sendMdmCommand");
  });

  it("of other actions are what Jamf Pro takes", () => {
    never(() => mdm.devices.updateOs("computer-1", { version: "26.1", install_action: "download_only" }));
    // @ts-expect-error updates go by version
    never(() => mdm.devices.updateOs("computer-1", { product_key: "x" }));
    // @ts-expect-error Jamf Pro knows no quiet time
    never(() => mdm.devices.updateOs("computer-1", { install_action: "install_later" }));
    // @ts-expect-error the user, or null
    never(() => mdm.devices.assignUser("computer-1", {}));
  });

  it("of writes are what Jamf Pro keeps", () => {
    never(() => mdm.devices.update("computer-1", { asset_tag: null, custom_fields: { Floor: "7" } }));
    // @ts-expect-error a device keeps its name
    never(() => mdm.devices.update("computer-1", { name: null }));
    // @ts-expect-error a number would come back as text
    never(() => mdm.devices.update("computer-1", { custom_fields: { Floor: 7 } }));
    // @ts-expect-error groups have their own conditions or members
    never(() => mdm.devices.update("computer-1", { tags: [] }));
    // @ts-expect-error there are no notes
    never(() => mdm.devices.update("computer-1", { notes: [] }));
    never(() => mdm.apps.update("managed-1", { name: "x" }));
    // @ts-expect-error the bundle id
    never(() => mdm.apps.create({ name: "x", version: "1" }));
    // @ts-expect-error that an app belongs to the system cannot be set
    never(() => mdm.apps.create({ name: "x", version: "1", app_id: "y", is_system_app: true }));
    // @ts-expect-error nor changed
    never(() => mdm.apps.update("managed-1", { is_system_app: true }));
  });
});

describe("a bare id", () => {
  it("comes with the kind of device, everywhere an id is taken", async () => {
    never(() => mdm.devices.get("12", { type: "mobile" }));
    never(() => mdm.devices.restart("12", { type: "desktop" }));
    never(() => mdm.devices.command("12", "uuid", { type: "desktop" }));
    never(() => mdm.devices.update("12", { name: "x" }, { type: "desktop" }));
    // @ts-expect-error no such kind
    never(() => mdm.devices.get("12", { type: "phone" }));
    // @ts-expect-error users are of one kind
    never(() => mdm.users.get("12", { type: "mobile" }));
    // @ts-expect-error ids of apps say where they are
    never(() => mdm.apps.get("12", { type: "mobile" }));
    // An id is text to the types, so that one without a kind is refused before anything is sent.
    const { mdm: account, operations } = openJamfPro();
    await expect(account.devices.get("12")).rejects.toBeInstanceOf(InvalidInputError);
    await expect(account.devices.command("12", "uuid")).rejects.toBeInstanceOf(InvalidInputError);
    expect(operations()).toEqual([]);
  });
});

describe("lists", () => {
  it("take the filters that make sense here", () => {
    never(() => mdm.devices.list({ tags: { name: "x" }, updated_since: "2026-01-01T00:00:00Z" }));
    never(() => mdm.apps.list({ device: { id: "mobile-1" }, device_type: "mobile", app_id: "x" }));
    // @ts-expect-error none of a device's profiles is its policy
    never(() => mdm.devices.list({ policy: { name: "x" } }));
    // @ts-expect-error users are found by email
    never(() => mdm.users.list({ name: "x" }));
    // @ts-expect-error there are a handful of sites
    never(() => mdm.organizations.list({ name: "x" }));
    // @ts-expect-error no filter of apps
    never(() => mdm.apps.list({ publisher: "x" }));
  });

  it("fill on request what a single device has, and nothing else", () => {
    never(() => mdm.devices.list({ hydrate: ["compliance_status", "created_at", "first_enrolled_at"] }));
    // @ts-expect-error the list has it
    never(() => mdm.devices.list({ hydrate: ["name"] }));
    // @ts-expect-error a single app has no more than the list
    never(() => mdm.apps.list({ hydrate: ["version"] }));
    // @ts-expect-error nor does a user
    never(() => mdm.users.list({ hydrate: ["name"] }));
  });
});

describe("remote_data", () => {
  it("is what Jamf Pro's document has", () => {
    type Got<Method extends (...input: never[]) => Promise<{ remote_data?: unknown }>> = NonNullable<
      Awaited<ReturnType<Method>>["remote_data"]
    >;
    expectTypeOf<Got<typeof mdm.devices.get>>().toEqualTypeOf<JamfProDeviceRecord>();
    expectTypeOf<Got<typeof mdm.apps.get>>().toEqualTypeOf<JamfProAppRecord>();
    expectTypeOf<Got<typeof mdm.organizations.get>>().toEqualTypeOf<{
      id?: string;
      divisionId?: string | null;
      name?: string;
    }>();
    expectTypeOf<Got<typeof mdm.users.get>["managedAppleId"]>().toEqualTypeOf<string | null | undefined>();
    // @ts-expect-error no such property
    never(async () => (await mdm.users.get("1")).remote_data?.department);
  });
});
