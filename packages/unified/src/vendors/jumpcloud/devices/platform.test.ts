import { appleModel } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import { formFactorOf } from "./form-factor.ts";
import { platformOf } from "./platform.ts";

describe("platformOf", () => {
  it.each([
    [{ os: "Windows", osFamily: "windows" }, "windows"],
    [{ os: "Mac OS X", osFamily: "darwin" }, "macos"],
    [{ os: "iOS", osFamily: "darwin" }, "ios"],
    [{ os: "iPadOS", osFamily: "ios" }, "ipados"],
    [{ os: "Android", osFamily: "linux" }, "android"],
    [{ os: "Chrome OS" }, "chromeos"],
    [{ os: "Ubuntu", osFamily: "linux" }, "linux"],
    [{ os: "Rocky Linux" }, "linux"],
    [{ osFamily: "darwin" }, "macos"],
    [{ os: " windows " }, "windows"],
    [{ os: "BeOS" }, "unknown"],
    [{}, "unknown"],
  ] as const)("reads %j as %s", (system, platform) => expect(platformOf(system)).toBe(platform));
});

describe("formFactorOf", () => {
  it.each([
    ["ipados", "iPad14,1", {}, "tablet"],
    ["ios", "iPhone15,2", {}, "mobile"],
    ["android", "", {}, "mobile"],
    ["windows", "Virtual Machine", { hwVendor: "Microsoft Corporation" }, "virtual_machine"],
    ["linux", "", { amazonInstanceID: "i-0", desktopCapable: false }, "virtual_machine"],
    ["windows", "", { version: "Server 2022 Datacenter" }, "server"],
    ["linux", "", { desktopCapable: false }, "server"],
    ["macos", "MacBookPro18,3", {}, "laptop"],
    ["windows", "", { insights: { battery: [{ percent_remaining: 70 }] } }, "laptop"],
    ["windows", "", { insights: { battery: [{}] } }, "workstation"],
    ["windows", "", { insights: { chassis_info: [{ chassis_types: "Sub Notebook" }] } }, "laptop"],
    ["windows", "", { insights: { chassis_info: [{ chassis_types: "Mini Tower" }] } }, "desktop"],
    ["windows", "", { insights: { chassis_info: [{ chassis_types: "Tablet" }] } }, "tablet"],
    ["windows", "", { insights: { chassis_info: [{ chassis_types: "Rack Mount Chassis" }] } }, "workstation"],
    [
      "windows",
      "",
      { insights: { chassis_info: [{ chassis_types: "Desktop" }], battery: [{ percent_remaining: 70 }] } },
      "desktop", // the battery is that of a power supply
    ],
    ["macos", "Mac99,1", { insights: { battery: [{ percent_remaining: 70 }] } }, "laptop"],
    ["macos", "Mac99,1", { insights: { battery: [] } }, "workstation"],
    ["macos", "Macmini9,1", {}, "desktop"],
    ["macos", "iMac21,1", {}, "desktop"],
    ["windows", "", {}, "workstation"],
    ["unknown", "", {}, "other"],
  ] as const)("calls %s %j with %j a %s", (platform, model, device, type) => {
    expect(formFactorOf(device, platform, appleModel([model]))).toBe(type);
  });
});
