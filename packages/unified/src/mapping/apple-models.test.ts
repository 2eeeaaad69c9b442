import { describe, expect, it } from "vitest";
import { type AppleModel, appleModel } from "./apple-models.ts";

const typeOf = (...names: (string | null | undefined)[]) => appleModel(names)?.type;

// The released identifiers by family, typed off two sources by hand.
const LAPTOPS = [
  ..."14,2 14,5 14,6 14,7 14,9 14,10 14,15 15,3 15,6 15,7 15,8 15,9 15,10 15,11 15,12 15,13 16,1 16,5".split(
    " ",
  ),
  ..."16,6 16,7 16,8 16,12 16,13 17,2 17,3 17,4 17,5 17,6 17,7 17,8 17,9".split(" "),
];
const DESKTOPS =
  "13,1 13,2 14,3 14,8 14,12 14,13 14,14 15,4 15,5 15,14 16,2 16,3 16,9 16,10 16,11 17,14 17,15 17,16 18,5";

describe("an identifier of a Mac", () => {
  it("by its numbers is one of 50", () => expect(LAPTOPS.length + DESKTOPS.split(" ").length).toBe(50));

  it.each(LAPTOPS)("Mac%s is a laptop", (numbers) => expect(typeOf(`Mac${numbers}`)).toBe("laptop"));
  it.each(DESKTOPS.split(" "))("Mac%s is a desktop", (numbers) =>
    expect(typeOf(`Mac${numbers}`)).toBe("desktop"),
  );

  it.each(["Mac17,1", "Mac18,1", "Mac99,1", "Mac16,15", "Mac"])("%s is a Mac of unknown form", (name) => {
    expect(appleModel([name])).toEqual({ type: undefined, platform: "macos", osName: "macOS" });
  });
});

describe("a word", () => {
  it.each([
    ["MacBookPro18,4", "laptop", "macos"],
    ["MacBookAir10,1", "laptop", "macos"],
    ["MacBook10,1", "laptop", "macos"],
    ["PowerBook6,8", "laptop", "macos"],
    ["Macmini9,1", "desktop", "macos"],
    ["iMac21,2", "desktop", "macos"],
    ["iMac,1", "desktop", "macos"],
    ["iMacPro1,1", "desktop", "macos"],
    ["MacPro7,1", "desktop", "macos"],
    ["PowerMac12,1", "desktop", "macos"],
    ["ADP3,2", "desktop", "macos"],
    ["Xserve3,1", "server", "macos"],
    ["RackMac3,1", "server", "macos"],
    ["VirtualMac2,1", "virtual_machine", "macos"],
    ["iPhone19,7", "mobile", "ios"],
    ["iPod9,1", "mobile", "ios"],
    ["iPad17,4", "tablet", "ipados"],
    ["AppleTV14,1", "other", "unknown"],
    ["Watch8,5", "other", "unknown"],
    ["RealityDevice17,1", "other", "unknown"],
    ["AudioAccessory6,1", "other", "unknown"],
    ["AudioAccessorySingle5,1", "other", "unknown"],
  ])("of %s says %s and %s", (identifier, type, platform) => {
    expect(appleModel([identifier])).toMatchObject({ type, platform });
  });
});

describe("a name", () => {
  it.each<[string, AppleModel["type"], string | undefined]>([
    ["MacBook Air (M2, 2022)", "laptop", "macOS"],
    ["13-inch Retina MacBook Pro (Late 2013)", "laptop", "macOS"],
    ["MacBook Neo", "laptop", "macOS"],
    ["iMac Pro (2017)", "desktop", "macOS"],
    ["Apple iMac (24-inch, M1, 2021)", "desktop", "macOS"],
    ["Mac mini (2024)", "desktop", "macOS"],
    ["Mac Studio", "desktop", "macOS"],
    ["Mac Pro (Rack, 2023)", "desktop", "macOS"],
    ["iPad mini (A17 Pro)", "tablet", "iPadOS"],
    ["iPad Mini 2nd gen", "tablet", "iPadOS"],
    ["iPhone 16 Pro Max", "mobile", "iOS"],
    ["iPod touch (7th generation)", "mobile", "iOS"],
    ["Apple TV 4K (3rd generation)", "other", "tvOS"],
    ["TV 4K", "other", "tvOS"],
    ["Apple Watch Series 10", "other", "watchOS"],
    ["Watch Ultra 2", "other", "watchOS"],
    ["Apple Vision Pro", "other", "visionOS"],
    ["HomePod mini", "other", undefined],
    ["Apple Virtual Machine 1", "virtual_machine", "macOS"],
  ])("%s is a %s with %s", (name, type, osName) =>
    expect(appleModel([name])).toMatchObject({ type, osName }),
  );

  it.each([
    "VMware20,1",
    "Parallels Virtual Platform",
    "QEMU",
    "VMM-x86_64",
    "Virtual Machine",
    "VirtualBox",
    "Xen",
  ])("%s is a virtual machine", (name) => expect(typeOf(name)).toBe("virtual_machine"));
});

describe("all names together", () => {
  it.each([
    [["VMware7,1", "MacBookPro18,3"], "virtual_machine"],
    [["MacBookPro18,3", "Apple Virtual Machine 1"], "virtual_machine"],
    [["Mac mini", "Mac14,2"], "laptop"],
    [["Mac99,1", "MacBook Pro"], "laptop"],
    [["Mac", "Mac14,2"], "laptop"],
    [[null, undefined, "Mac13,1"], "desktop"],
  ])("%j are a %s", (names, type) => {
    expect(typeOf(...names)).toBe(type);
    expect(typeOf(...names.toReversed())).toBe(type);
  });

  it.each([
    ...[
      "",
      "Mac-CFF7D910A743CAAF",
      "J375dAP",
      "VMA2MACOSAP",
      "MW123LL/A",
      "A2442",
      "arm64",
      "constructor1,1",
      "toString",
    ],
    ...["Latitude 5440", "Pixel 8", "SM-X510", "Machine", "Watchguard T20", "Surface Laptop 5", "Xenon"],
  ])("%j say nothing of Apple's", (name) => expect(appleModel([name])).toBeUndefined());
});
