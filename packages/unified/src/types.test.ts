import type { JumpCloudOperationTypes } from "@mdmkit/jumpcloud";
import { describe, expectTypeOf, it } from "vitest";
import { connect } from "./client/connect.ts";
import { readDevices } from "./client/read-devices.ts";
import { previewCondition } from "./conditions/preview.ts";
import type { Listing } from "./contract/listing.ts";
import type { Mdm } from "./contract/mdm.ts";
import type { ActionResult, Condition, Device, User } from "./contract/model.ts";
import type { Plan, VendorRequest } from "./contract/plan.ts";
import type { Vendor } from "./contract/vendor.ts";
import { toyVendor } from "./fixtures/toy-vendor.ts";
import type { Complete } from "./mapping/complete.ts";
import { jumpcloudDevices } from "./vendors/jumpcloud/generated/device-reader.ts";
import { type JumpCloudDeviceRecord, jumpcloud } from "./vendors/jumpcloud/index.ts";

// The compiler is the test: each line after an `@ts-expect-error` must not compile. Nothing here runs but `connect`.

const mdm = connect(jumpcloud({ apiKey: "made-up-key" }));
const anyMdm: Mdm<Vendor> = connect<Vendor>(jumpcloud({ apiKey: "made-up-key" }));
const least = connect(toyVendor().vendor);
const never = (_uncalled: () => unknown): void => {};

describe("a vendor's methods", () => {
  it("are those it can serve", () => {
    expectTypeOf(mdm.devices.list()).toExtend<Listing<Device>>();
    expectTypeOf(mdm.devices.get).returns.resolves.toExtend<Device>();
    expectTypeOf(mdm.users.get).returns.resolves.toExtend<User>();
    expectTypeOf(mdm.devices.restart).returns.resolves.toEqualTypeOf<ActionResult>();
    // @ts-expect-error JumpCloud cannot unlock
    never(() => mdm.devices.unlock("d1"));
    // @ts-expect-error nor send a message
    never(() => mdm.devices.sendMessage("d1", { message: "x" }));
    // @ts-expect-error nor enable lost mode
    never(() => mdm.devices.enableLostMode("d1"));
    // @ts-expect-error nor create devices, which enroll by themselves
    never(() => mdm.devices.create({ name: "x" }));
  });

  it("are a list and a get for who only reads devices", () => {
    const reader = readDevices(jumpcloudDevices({ apiKey: "made-up-key" }));
    expectTypeOf(reader.list({ platform: "macos" })).toExtend<Listing<Device>>();
    expectTypeOf(reader.get).returns.resolves.toExtend<Device>();
    // @ts-expect-error a reader cannot change anything
    never(() => reader.update("d1", { name: "x" }));
  });

  it("are no more than a list and a get for the least of vendors", () => {
    never(() => least.devices.get("d1"));
    // @ts-expect-error it has no users
    never(() => least.users);
    // @ts-expect-error it cannot delete
    never(() => least.devices.delete("d1", { confirm: "d1" }));
    // @ts-expect-error it has no actions
    never(() => least.devices.lock("d1", { confirm: "d1" }));
  });

  it("are empty for a vendor without capabilities", () => {
    const { devices: _devices, ...vendor } = toyVendor().vendor;
    const nothing = connect(vendor);
    never(() => nothing.check());
    // @ts-expect-error it has no devices
    never(() => nothing.devices);
  });

  it("are all of them for a vendor chosen at run time", () => {
    never(() => anyMdm.devices.unlock("d1"));
    never(() => anyMdm.devices.create({ name: "x" }));
    never(() => anyMdm.devices.lock("d1", { confirm: "d1" }));
    never(() => anyMdm.devices.list({ tags: { name: "x" }, updated_since: "2026-01-01T00:00:00Z" }));
    never(() => anyMdm.users.delete("u1", { confirm: "u1" }));
    never((): Listing<User> => anyMdm.users.list());
    never((): Promise<Device> => anyMdm.devices.get("d1"));
  });
});

describe("inputs", () => {
  it("that a vendor needs are required", () => {
    never(() => mdm.devices.lock("d1", { confirm: "S1", pin: "246810" }));
    never(() => mdm.devices.lock("d1", { confirm: "S1", pin: null }));
    // @ts-expect-error a pin, or null for devices that take none
    never(() => mdm.devices.lock("d1", { confirm: "S1" }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.lock("d1", { pin: "246810" }));
    // @ts-expect-error anything at all
    never(() => mdm.devices.erase("d1"));
    never(() => mdm.devices.retire("d1", { dryRun: true }));
    // @ts-expect-error a confirmation
    never(() => mdm.devices.delete("d1"));
    // @ts-expect-error the new passcode
    never(() => mdm.devices.clearPasscode("d1", { confirm: "S1" }));
    // @ts-expect-error the product key
    never(() => mdm.devices.updateOs("d1", { install_action: "install_asap" }));
    // @ts-expect-error the user, or null
    never(() => mdm.devices.assignUser("d1", {}));
    never(() => mdm.devices.restart("d1"));
  });

  it("that a vendor has no use for are refused", () => {
    // @ts-expect-error a pin is text
    never(() => mdm.devices.lock("d1", { confirm: "S1", pin: 246810 }));
    // @ts-expect-error JumpCloud stores no asset tag
    never(() => mdm.devices.update("d1", { asset_tag: "x" }));
    // @ts-expect-error a device keeps its name
    never(() => mdm.devices.update("d1", { name: null }));
    // @ts-expect-error no such way to install
    never(() => mdm.devices.updateOs("d1", { product_key: "x", install_action: "now" }));
  });

  it("of a list are the filters the vendor supports", () => {
    never(() => mdm.devices.list({ platform: "macos", owner: { emails: "a@example.com" }, prefetch: 3 }));
    never(() => mdm.devices.list({ tags: { name: "x" } }));
    // @ts-expect-error JumpCloud does not say when a device changed
    never(() => mdm.devices.list({ updated_since: "2026-01-01T00:00:00Z" }));
    // @ts-expect-error no such platform
    never(() => mdm.devices.list({ platform: "beos" }));
    // @ts-expect-error users are found by email
    never(() => mdm.users.list({ name: "x" }));
  });
});

describe("responses", () => {
  it("carry the vendor's own record", () => {
    type Got = Awaited<ReturnType<typeof mdm.devices.get>>;
    expectTypeOf<NonNullable<Got["remote_data"]>>().toExtend<JumpCloudDeviceRecord>();
    // @ts-expect-error no such property in JumpCloud's document
    never(async () => (await mdm.devices.get("d1")).remote_data?.jamfId);
    type MdmVendor = NonNullable<NonNullable<Got["remote_data"]>["mdm"]>["vendor"];
    expectTypeOf<MdmVendor>().toEqualTypeOf<NonNullable<JumpCloudDeviceRecord["mdm"]>["vendor"]>();
  });

  it("of a dry run are the requests, of a write the record", () => {
    expectTypeOf(() =>
      mdm.devices.update("d1", { name: "x" }, { dryRun: true }),
    ).returns.resolves.toHaveProperty("requests");
    expectTypeOf(() => mdm.devices.update("d1", { name: "x" })).returns.resolves.toExtend<Device>();
    expectTypeOf(() => mdm.devices.delete("d1", { confirm: "d1" })).returns.resolves.toEqualTypeOf<{
      id: string;
    }>();
  });
});

describe("adapters", () => {
  type Planned = Plan<VendorRequest<JumpCloudOperationTypes>>;

  it("plan only what the vendor's document has", () => {
    never((): Planned => ({ steps: [{ operation: "systems_delete", path: { id: "1" } }] }));
    // @ts-expect-error no such operation
    never((): Planned => ({ steps: [{ operation: "systems_fly", path: { id: "1" } }] }));
    // @ts-expect-error the path needs the id
    never((): Planned => ({ steps: [{ operation: "systems_delete", path: {} }] }));
    const path = { id: "1" };
    // @ts-expect-error the body is typed
    never((): Planned => ({ steps: [{ operation: "systems_put", path, body: { displayName: 7 } }] }));
  });

  it("map every field there is, and no other", () => {
    type Small = { id: string; name?: string | null; count?: number };
    never((): Complete<Small> => ({ id: "1", name: null, count: undefined }));
    // @ts-expect-error `count` is forgotten
    never((): Complete<Small> => ({ id: "1", name: null }));
    // @ts-expect-error `nmae` is misspelled
    never((): Complete<Small> => ({ id: "1", nmae: null, count: undefined }));
    // @ts-expect-error a device has more than an id
    never((): Complete<Device> => ({ id: "1" }));
    type Lent = { id: string; created_at?: string | null; updated_at?: string | null };
    never((): Complete<Lent, "times"> => ({ id: "1" }));
    // @ts-expect-error `times` are left out, so that none of them is filled
    never((): Complete<Lent, "times"> => ({ id: "1", created_at: null }));
    // @ts-expect-error a platform is one of the document's
    never((): Pick<Complete<Device>, "platform"> => ({ platform: "beos" }));
  });

  it("are vendors only with what every vendor has", () => {
    const { vendor } = toyVendor();
    // @ts-expect-error without a mapper
    never((): Vendor => ({ ...vendor, devices: { ...vendor.devices, map: undefined } }));
    // @ts-expect-error without a list
    never((): Vendor => ({ ...vendor, devices: { ...vendor.devices, list: undefined } }));
    // @ts-expect-error an unknown filter
    never((): Vendor => ({ ...vendor, devices: { ...vendor.devices, filters: ["color"] } }));
  });
});

describe("previews of conditions", () => {
  it("read any connection that lists devices", () => {
    const condition: Condition = { type: "all", conditions: [] };
    never(() => previewCondition(mdm, condition, { group: "g" }));
    never(() => previewCondition(anyMdm, condition));
    never(() => previewCondition(least, condition));
  });
});
