import { describe, expect, it } from "vitest";
import { mapAppliveryDevice } from "./applivery/devices/map-device.ts";
import { mapIvantiNeuronsDevice } from "./ivanti-neurons/devices/map-device.ts";
import { mapJamfProComputer } from "./jamf-pro/devices/map-computer.ts";
import { mapJamfProMobileDevice } from "./jamf-pro/devices/map-mobile-device.ts";
import { mapJumpCloudSystem } from "./jumpcloud/devices/map-system.ts";

type Kind = { type?: string | null; platform?: string | null };
const kindOf = ({ type, platform }: Kind) => [type, platform];

const MACS: Record<string, (model: string) => Kind> = {
  JumpCloud: (model) =>
    mapJumpCloudSystem({ os: "Mac OS X", insights: { system_info: [{ hardware_model: `${model} ` }] } }),
  "Ivanti Neurons": (deviceModel) => mapIvantiNeuronsDevice({ id: 7, platformType: "OSX", deviceModel }),
  Applivery: (model) => mapAppliveryDevice({ type: "apple", summary: { model } }),
  "Jamf Pro": (modelIdentifier) =>
    mapJamfProComputer({
      general: { platform: "Mac" },
      hardware: { model: modelIdentifier, modelIdentifier },
    }),
};

describe.each(Object.entries(MACS))("a Mac of %s", (_, map) => {
  it.each([
    ["Mac14,2", "laptop"],
    ["Mac15,13", "laptop"],
    ["Mac14,3", "desktop"],
    ["Mac15,14", "desktop"],
    ["MacBookPro18,3", "laptop"],
    ["VirtualMac2,1", "virtual_machine"],
    ["Mac99,1", "workstation"],
    ["Mac", "workstation"],
  ])("that says %s is a %s", (model, type) => expect(kindOf(map(model))).toEqual([type, "macos"]));
});

const MOBILES: Record<string, (model: string) => Kind & { os_name?: string | null }> = {
  JumpCloud: (modelName) =>
    mapJumpCloudSystem({ os: "iOS", appleMdmDevice: { deviceInformation: { modelName } } }),
  "Ivanti Neurons": (deviceModel) => mapIvantiNeuronsDevice({ id: 7, platformType: "IOS", deviceModel }),
  Applivery: (model) => mapAppliveryDevice({ type: "apple", summary: { model } }),
  "Jamf Pro": (modelIdentifier) =>
    mapJamfProMobileDevice({ deviceType: "iOS", hardware: { modelIdentifier } }),
};

describe.each(Object.entries(MOBILES))("a mobile device of %s", (_, map) => {
  it.each([
    ["iPhone15,4", "mobile", "ios"],
    ["iPad14,3", "tablet", "ipados"],
    ["Watch7,8", "other", "unknown"],
    ["RealityDevice14,1", "other", "unknown"],
    ["AppleTV14,1", "other", "unknown"],
  ])("that says %s is %s on %s", (model, type, platform) => {
    expect(kindOf(map(model))).toEqual([type, platform]);
  });
});

it("systems with the same value of the vendor are distinguished by the model", () => {
  expect(MOBILES["Jamf Pro"]?.("Watch7,8").os_name).toBe("watchOS");
  expect(MOBILES["Ivanti Neurons"]?.("RealityDevice14,1").os_name).toBe("visionOS");
  expect(
    mapIvantiNeuronsDevice({ id: 7, platformType: "IOS", deviceModel: "AppleTV14,1", supervised: true }),
  ).toMatchObject({ os_name: "tvOS", is_supervised: true });
});

describe("a battery shows the form of a Mac whose name does not", () => {
  it.each([
    ["NORMAL", "Mac99,1", "laptop"],
    ["SERVICE_RECOMMENDED", "Mac99,1", "laptop"],
    ["UNSUPPORTED", "Mac99,1", "desktop"],
    ["UNKNOWN", "Mac99,1", "workstation"],
    [null, "Mac99,1", "workstation"],
    ["NORMAL", "Mac14,3", "desktop"],
    ["NORMAL", "VirtualMac2,1", "virtual_machine"],
  ] as const)("%s of %s means %s", (batteryHealth, modelIdentifier, type) => {
    const hardware = { batteryHealth, modelIdentifier };
    expect(mapJamfProComputer({ general: { platform: "Mac" }, hardware }).type).toBe(type);
  });
});
