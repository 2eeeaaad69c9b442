import type { DeviceSpace } from "@mdmkit/ivanti-neurons";
import { type ActionResult, connect, type Listing, type Organization } from "@mdmkit/unified";
import { describe, expectTypeOf, it } from "vitest";
import { type IvantiNeuronsDeviceRecord, type IvantiNeuronsUserRecord, ivantiNeurons } from "./index.ts";

// The compiler is the test: each line after an `@ts-expect-error` must not compile. Nothing here runs but `connect`.

const mdm = connect(ivantiNeurons({ username: "made-up", password: "made-up", cluster: "na1" }));
const never = (_uncalled: () => unknown): void => {};

describe("what Ivanti Neurons for MDM can do", () => {
  it("has device spaces, to be read", () => {
    expectTypeOf(mdm.organizations.list()).toExtend<Listing<Organization>>();
    expectTypeOf(mdm.organizations.get).returns.resolves.toExtend<Organization>();
    // @ts-expect-error no call is documented that makes one
    never(() => mdm.organizations.create({ name: "x" }));
    // @ts-expect-error nor one that renames it
    never(() => mdm.organizations.update("1", { name: "x" }));
    // @ts-expect-error nor one that deletes it
    never(() => mdm.organizations.delete("1", { confirm: "1" }));
  });

  it("has no apps: the path of the inventory is not public", () => {
    // @ts-expect-error no apps
    never(() => mdm.apps.list());
  });

  it("has no status of commands: no response has an id", () => {
    expectTypeOf(mdm.devices.sync).returns.resolves.toEqualTypeOf<ActionResult>();
    // @ts-expect-error no command can be asked for
    never(() => mdm.devices.command("1", "c1"));
  });

  it("lacks what there is no call for", () => {
    // @ts-expect-error nothing turns a device off
    never(() => mdm.devices.shutdown("1"));
    // @ts-expect-error devices enroll by themselves
    never(() => mdm.devices.create({ name: "x" }));
    // @ts-expect-error how a user is changed is not public
    never(() => mdm.users.update("1", { name: "x" }));
    // @ts-expect-error nor how one is deleted
    never(() => mdm.users.delete("1", { confirm: "1" }));
    // @ts-expect-error users are of one kind
    never(() => mdm.users.get("1", { type: "mobile" }));
  });
});

describe("inputs", () => {
  it("that are needed are required", () => {
    never(() => mdm.devices.lock("1", { confirm: "S1", pin: "246810" }));
    never(() => mdm.devices.erase("1", { confirm: "S1", pin: null }));
    // @ts-expect-error a pin, or null for devices that take none
    never(() => mdm.devices.lock("1", { confirm: "S1" }));
    // @ts-expect-error a pin, or null for devices that take none
    never(() => mdm.devices.erase("1", { confirm: "S1" }));
    // @ts-expect-error a version: there is no newest
    never(() => mdm.devices.updateOs("1", {}));
    // @ts-expect-error a message to show
    never(() => mdm.devices.enableLostMode("1", {}));
    // @ts-expect-error a user: the owner cannot be removed
    never(() => mdm.devices.assignUser("1", { user_id: null }));
    // @ts-expect-error the message
    never(() => mdm.devices.sendMessage("1", {}));
    never(() => mdm.devices.restart("1"));
    never(() => mdm.devices.sync("1"));
  });

  it("of guarded calls have a confirmation", () => {
    // @ts-expect-error a confirmation
    never(() => mdm.devices.lock("1", { pin: null }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.erase("1", { pin: null }));
    never(() => mdm.devices.retire("1", { dryRun: true }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.clearPasscode("1", { new_passcode: "abc12345" }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.delete("1"));
  });

  it("that cannot be written are refused", () => {
    never(() => mdm.devices.update("1", { custom_fields: { floor: "2" } }));
    // @ts-expect-error a device cannot be renamed
    never(() => mdm.devices.update("1", { name: "x" }));
    // @ts-expect-error another owner is an action
    never(() => mdm.devices.update("1", { owner: { id: "1" } }));
  });
});

describe("lists", () => {
  it("take the filters there are", () => {
    never(() => mdm.devices.list({ platform: "macos", organization: { id: "23001" } }));
    // @ts-expect-error groups are not in lists
    never(() => mdm.devices.list({ tags: { name: "x" } }));
    // @ts-expect-error nothing says when a device changed
    never(() => mdm.devices.list({ updated_since: "2026-01-01T00:00:00Z" }));
    // @ts-expect-error there are few enough
    never(() => mdm.organizations.list({ name: "x" }));
  });

  it("hydrate what single records have beyond them", () => {
    never(() =>
      mdm.devices.list({
        hydrate: ["tags", "policy", "disk_encryption", "serial_number"],
        hydrateRequests: 10,
      }),
    );
    // @ts-expect-error lists have it
    never(() => mdm.devices.list({ hydrate: ["name"] }));
    // @ts-expect-error a single user has no more
    never(() => mdm.users.list({ hydrate: ["name"] }));
    // @ts-expect-error a single space has no more
    never(() => mdm.organizations.list({ hydrate: ["name"] }));
  });
});

describe("remote_data", () => {
  it("is the vendor's own record", () => {
    type DeviceData = NonNullable<Awaited<ReturnType<typeof mdm.devices.get>>["remote_data"]>;
    type UserData = NonNullable<Awaited<ReturnType<typeof mdm.users.get>>["remote_data"]>;
    type SpaceData = NonNullable<Awaited<ReturnType<typeof mdm.organizations.get>>["remote_data"]>;
    expectTypeOf<DeviceData>().toEqualTypeOf<IvantiNeuronsDeviceRecord>();
    expectTypeOf<UserData>().toEqualTypeOf<IvantiNeuronsUserRecord>();
    expectTypeOf<SpaceData>().toEqualTypeOf<DeviceSpace>();
    // @ts-expect-error no such property in the vendor's document
    never(async () => (await mdm.organizations.get("1")).remote_data?.partitionName);
  });
});
