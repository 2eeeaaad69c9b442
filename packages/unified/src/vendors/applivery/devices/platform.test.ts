import { appleModel, type DeviceType, type Platform } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import { enrollmentStatus, isManaged } from "./enrollment.ts";
import { formFactorOf, platformOf } from "./platform.ts";

describe("the platform of what Applivery calls apple", () => {
  it.each<[string | undefined, string | undefined, Platform, DeviceType]>([
    ["iPhone 14 Pro Max", "iOS", "ios", "mobile"],
    ["iPod touch", undefined, "ios", "mobile"],
    ["iPad Pro 11-inch (4th generation)", "iOS", "ipados", "tablet"],
    [undefined, "iPadOS 18", "ipados", "tablet"],
    ["MacBook Air (M2, 2022)", undefined, "macos", "laptop"],
    ["iMac (24-inch, M1, 2021)", undefined, "macos", "desktop"],
    ["Mac mini (M2, 2023)", undefined, "macos", "desktop"],
    ["Mac Studio", undefined, "macos", "desktop"],
    [undefined, "macOS", "macos", "workstation"],
    ["Apple TV 4K", undefined, "unknown", "other"],
    [undefined, "iOS", "unknown", "other"],
    [undefined, undefined, "unknown", "other"],
  ])("%s with %s is %s", (model, os, platform, type) => {
    const known = appleModel([model]);
    const found = platformOf({ family: "apple", model: known, os });
    expect([found, formFactorOf({ model: known, osVersionName: undefined }, found)]).toEqual([
      platform,
      type,
    ]);
  });
});

describe("the form factor of Windows", () => {
  it.each<[string | undefined, string | undefined, DeviceType]>([
    ["Latitude 5440", "Windows 11 Pro", "workstation"],
    ["Virtual Machine", "Windows 11 Pro", "virtual_machine"],
    ["VMware20,1", undefined, "virtual_machine"],
    ["PowerEdge R750", "Windows Server 2022 Standard", "server"],
    [undefined, undefined, "workstation"],
  ])("%s with %s is %s", (model, osVersionName, type) => {
    expect(formFactorOf({ model: appleModel([model]), osVersionName }, "windows")).toBe(type);
  });
});

describe("the state", () => {
  it.each([
    ["windows", "PROVISIONING", "pending", undefined],
    ["windows", "ACTIVE", "enrolled", true],
    ["windows", "DELETED", "removed", false],
    ["windows", "DELETE_REQUESTED", "removed", false],
    ["windows", "UNKNOWN", "unknown", undefined],
    ["windows", "active", "unknown", undefined],
    ["apple", "active", "enrolled", true],
    ["apple", "Enrolled", "enrolled", true],
    ["apple", "CHECKED_OUT", "unknown", undefined],
    ["android", "DISABLED", "enrolled", true],
    ["aosp", "ACTIVE", "enrolled", true],
    ["apple", "", null, undefined],
  ] as const)("of %s, %j, is %s, managed %s", (type, state, status, managed) => {
    expect(enrollmentStatus({ type, state })).toBe(status);
    expect(isManaged(status)).toBe(managed);
  });

  it("of a pending enrollment is pending, whatever it says", () => {
    expect(enrollmentStatus({ type: "apple", subType: "enrollment", state: "ACTIVE" })).toBe("pending");
  });

  it("says nothing where there is none", () => expect(enrollmentStatus({ type: "apple" })).toBeUndefined());
});
