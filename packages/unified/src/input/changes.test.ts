import { describe, expect, it } from "vitest";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { assertChanges, assertCreate } from "./changes.ts";

const { vendor } = toyVendor();
const check = (changes: object, writable?: readonly string[]) => () =>
  assertChanges(vendor, "devices.update", writable ? { writable } : {}, changes);

describe("assertChanges", () => {
  it("lets through what the vendor can write, and remote_data", () => {
    expect(check({ name: "x", remote_data: {} }, ["name"])).not.toThrow();
    expect(check({ name: null }, ["name"])).not.toThrow();
    expect(check({ anything: 1 })).not.toThrow();
  });

  it("refuses what it cannot write, and names it", () => {
    expect(check({ name: "x", asset_tag: "A1" }, ["name"])).toThrow(
      "[acme] devices.update: Acme cannot change asset_tag. Nothing was sent. It can change name.",
    );
  });

  it.each(["", " ", "\n"])("refuses %j, which would clear the property", (name) => {
    expect(check({ name }, ["name"])).toThrow(
      "`name` must be a string that is not blank. Nothing was sent. Use null",
    );
  });

  it("refuses null for what the vendor cannot clear, and for what the unified document never has as null", () => {
    const contract = { writable: ["name", "policy"], cannotClear: ["name", "policy"] };
    expect(() => assertChanges(vendor, "devices.update", contract, { name: "x", policy: null })).toThrow(
      "[acme] devices.update: Acme cannot clear policy. Nothing was sent.",
    );
    for (const resource of ["users", "organizations", "groups"])
      expect(() => assertChanges(vendor, `${resource}.update`, {}, { name: null })).toThrow(
        "Acme cannot clear name",
      );
  });

  it.each([[{}], [{ name: undefined }]])("refuses %j, which changes nothing", (changes) => {
    expect(check(changes, ["name"])).toThrow("The update contains no change");
  });
});

describe("assertCreate", () => {
  const checkNew = (input: object, creatable?: readonly string[]) => () =>
    assertCreate(vendor, "apps.create", creatable, input);

  it("lets through what the vendor can take, remote_data, and null for what it cannot", () => {
    expect(checkNew({ name: "x", remote_data: {}, version: null }, ["name"])).not.toThrow();
    expect(checkNew({ name: "x", anything: 1 })).not.toThrow();
  });

  it("refuses and names what it cannot set", () => {
    expect(checkNew({ name: "x", is_system_app: false }, ["name"])).toThrow(
      "[acme] apps.create: Acme cannot set is_system_app on a new record. Nothing was sent. It can set name.",
    );
  });

  it.each([{}, { name: null }, { name: undefined }])("refuses %j, which has no name", (input) => {
    expect(checkNew(input, ["name"])).toThrow("`name` is required");
  });

  it("refuses blank text", () =>
    expect(checkNew({ name: " " }, ["name"])).toThrow("`name` must be a string that is not blank"));
});
