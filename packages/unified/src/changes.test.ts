import { describe, expect, it } from "vitest";
import { assertChanges } from "./changes.ts";
import { toyVendor } from "./testing/toy-vendor.ts";

const { vendor } = toyVendor();
const check = (changes: object, writable?: readonly string[]) => () =>
  assertChanges(vendor, "devices.update", writable, changes);

describe("assertChanges", () => {
  it("lets through what the vendor can write, and remote_data", () => {
    expect(check({ name: "x", remote_data: {} }, ["name"])).not.toThrow();
    expect(check({ name: null }, ["name"])).not.toThrow();
    expect(check({ anything: 1 })).not.toThrow();
  });

  it("refuses what it cannot write, and names it", () => {
    expect(check({ name: "x", asset_tag: "A1" }, ["name"])).toThrow(
      "[acme] devices.update: Nothing was sent: Acme cannot change asset_tag; it can change name.",
    );
  });

  it.each(["", " ", "\n"])("refuses %j, which would read back as nothing", (name) => {
    expect(check({ name }, ["name"])).toThrow("name is blank");
  });

  it.each([[{}], [{ name: undefined }]])("refuses %j, which changes nothing", (changes) => {
    expect(check(changes, ["name"])).toThrow("no change is given");
  });
});
