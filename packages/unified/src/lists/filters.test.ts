import { UnsupportedCapabilityError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { filtersAmong } from "./filters.ts";
import { createMatcher } from "./match.ts";

const device = {
  id: "d1",
  name: "Reception",
  platform: "macos",
  owner: { id: "u1", name: "Alex K", emails: [{ email: "Alex.K@example.com", is_primary: true }] },
  tags: [
    { id: "t1", name: "Berlin" },
    { id: "t2", name: "Kiosk" },
  ],
  updated_at: "2026-03-01T00:00:00Z",
};

describe("createMatcher", () => {
  it.each([
    [{}, true],
    [{ name: "Reception" }, true],
    [{ name: "reception" }, false],
    [{ name: "Recep" }, false],
    [{ name: "Reception", platform: "windows" }, false],
    [{ owner: { id: "u1" } }, true],
    [{ owner: { id: "u1", name: "Somebody" } }, false],
    [{ owner: { emails: "alex.k@EXAMPLE.com" } }, true],
    [{ owner: { emails: "alex@example.com" } }, false],
    [{ tags: { name: "Kiosk" } }, true],
    [{ tags: { id: "t1", name: "Kiosk" } }, false],
    [{ policy: { id: "p1" } }, undefined],
    [{ policy: { id: "p1" }, name: "Lobby" }, false],
    [{ tags: { id: "t1", color: "red" } }, undefined],
    [{ tags: { id: "t3", color: "red" } }, false],
    [{ owner: { department: "IT" } }, undefined],
    [{ updated_since: "2026-03-01T01:00:00+01:00" }, true],
    [{ updated_since: "2026-03-01T00:00:01Z" }, false],
  ])("finds by %j: %s", (filters, expected) => expect(createMatcher(filters)(device)).toBe(expected));

  it("keeps a record without a time when asked for changes since one", () => {
    expect(createMatcher({ updated_since: "2026-03-01T00:00:00Z" })({ id: "d2" })).toBe(true);
  });

  it("finds a user by any address, without regard to case", () => {
    const user = { emails: [{ email: "a@example.com" }, { email: "B@example.com" }] };
    expect(createMatcher({ email: "b@EXAMPLE.com" })(user)).toBe(true);
    expect(createMatcher({ email: "c@example.com" })(user)).toBe(false);
    expect(createMatcher({ email: "c@example.com" })({ emails: [] })).toBe(false);
    expect(createMatcher({ email: "c@example.com" })({})).toBeUndefined();
  });

  it.each([
    ["platform", "macos", { platform: "unknown" }, undefined],
    ["platform", "macos", {}, undefined],
    ["platform", "macos", { platform: null }, false],
    ["platform", "unknown", { platform: "unknown" }, true],
    ["platform", "unknown", { platform: "ios" }, false],
    ["type", "laptop", { type: "workstation" }, undefined],
    ["type", "desktop", { type: "workstation" }, undefined],
    ["type", "tablet", { type: "workstation" }, undefined],
    ["type", "server", { type: "workstation" }, undefined],
    ["type", "virtual_machine", { type: "workstation" }, undefined],
    ["type", "tablet", { type: "mobile", platform: "android" }, undefined],
    ["type", "tablet", { type: "mobile", platform: "ios" }, false],
    ["type", "mobile", { type: "mobile", platform: "android" }, true],
    ["type", "workstation", { type: "workstation" }, true],
    ["type", "mobile", { type: "workstation" }, false],
    ["type", "laptop", { type: "desktop" }, false],
    ["type", "workstation", { type: "laptop" }, false],
    ["device_type", "mobile", { platform: "ipados" }, true],
    ["device_type", "mobile", { platform: "linux" }, false],
    ["device_type", "mobile", { platform: "unknown" }, undefined],
    ["device_type", "mobile", {}, undefined],
    ["device_type", "mobile", { platform: null }, false],
  ])("by %s %j decides on %j: %s", (name, wanted, app, expected) => {
    expect(createMatcher({ [name]: wanted })(app)).toBe(expected);
  });
});

describe("filtersAmong", () => {
  const origin = { vendor: "acme", operation: "devices.list" };
  const among = (options: { name?: string; pageSize?: number; tags?: object }) =>
    filtersAmong<{ name?: string }>(origin, ["name"], options, new Set(["pageSize"]));

  it("distinguishes filters from options", () =>
    expect(among({ name: "x", pageSize: 5 })).toEqual({ name: "x" }));

  it("takes a filter that is undefined for none", () =>
    expect(among({ name: undefined, tags: undefined })).toEqual({}));

  it("refuses a filter the vendor lacks, and names those it has", () => {
    expect(() => among({ tags: {} })).toThrow(UnsupportedCapabilityError);
    expect(() => among({ tags: {} })).toThrow(
      "[acme] devices.list: Unsupported filter tags. Supported filters: name.",
    );
  });
});
