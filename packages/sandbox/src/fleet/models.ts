import type { Chassis, Model, Platform } from "./device.ts";

type Models = readonly [Model, ...Model[]];

const mac = (identifier: string, name: string, chassis: Chassis, cpu: string): Model => ({
  maker: "Apple Inc.",
  identifier,
  name,
  family: name.split(" (")[0] ?? name,
  chassis,
  cpu,
  arch: cpu.startsWith("Apple") ? "arm64" : "x86_64",
  cores: cpu.includes("Pro") ? 12 : 8,
  memoryGb: [8, 16, 24, 32],
  storageGb: [256, 512, 1000],
});

const computer = (maker: string, identifier: string, name: string, chassis: Chassis, cpu: string): Model => ({
  maker,
  identifier,
  name,
  family: name,
  chassis,
  cpu,
  arch: "x86_64",
  cores: chassis === "server" ? 16 : 8,
  memoryGb: chassis === "server" ? [64, 128] : [8, 16, 32],
  storageGb: [256, 512, 1000],
});

const mobile = (maker: string, identifier: string, name: string, chassis: Chassis): Model => ({
  maker,
  identifier,
  name,
  family: name.split(" ")[0] ?? name,
  chassis,
  cpu: maker === "Apple Inc." ? "Apple A16" : "Arm Cortex",
  arch: "arm64",
  cores: 6,
  memoryGb: [4, 6, 8],
  storageGb: [64, 128, 256],
});

const intel = "Intel(R) Core(TM) i7-1365U CPU @ 1.80GHz";
const amd = "AMD Ryzen 7 PRO 7840U w/ Radeon 780M Graphics";

/** Product lines by platform; identifiers and names are real, units are not. */
export const models: Record<Platform, Models> = {
  macos: [
    mac("Mac14,2", "MacBook Air (M2, 2022)", "laptop", "Apple M2"),
    mac("Mac15,12", "MacBook Air (13-inch, M3, 2024)", "laptop", "Apple M3"),
    mac("Mac15,6", "MacBook Pro (14-inch, M3 Pro, Nov 2023)", "laptop", "Apple M3 Pro"),
    mac("MacBookPro18,3", "MacBook Pro (14-inch, 2021)", "laptop", "Apple M1 Pro"),
    mac(
      "MacBookPro16,1",
      "MacBook Pro (16-inch, 2019)",
      "laptop",
      "Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz",
    ),
    mac("iMac21,1", "iMac (24-inch, M1, 2021)", "desktop", "Apple M1"),
    mac("Mac14,3", "Mac mini (M2, 2023)", "desktop", "Apple M2"),
  ],
  windows: [
    computer("Dell Inc.", "Latitude 5440", "Latitude 5440", "laptop", intel),
    computer("Dell Inc.", "OptiPlex 7010", "OptiPlex 7010", "desktop", intel),
    computer("LENOVO", "21HM004JGE", "ThinkPad X1 Carbon Gen 11", "laptop", intel),
    computer("LENOVO", "21CF000KUS", "ThinkPad T14 Gen 3", "laptop", amd),
    computer("HP", "HP EliteBook 840 14 inch G10 Notebook PC", "EliteBook 840 G10", "laptop", intel),
    computer("Microsoft Corporation", "Surface Laptop 5", "Surface Laptop 5", "laptop", intel),
    computer("To be filled by O.E.M.", "To be filled by O.E.M.", "Custom desktop", "desktop", amd),
    computer("Microsoft Corporation", "Virtual Machine", "Virtual Machine", "virtual-machine", intel),
  ],
  linux: [
    computer("Dell Inc.", "XPS 13 9315", "XPS 13", "laptop", intel),
    computer("LENOVO", "21CF000KUS", "ThinkPad T14 Gen 3", "laptop", amd),
    computer("Dell Inc.", "PowerEdge R750", "PowerEdge R750", "server", "Intel(R) Xeon(R) Gold 6338 CPU"),
    computer("QEMU", "Standard PC (Q35 + ICH9, 2009)", "Standard PC", "virtual-machine", amd),
    computer("VMware, Inc.", "VMware20,1", "VMware Virtual Platform", "virtual-machine", intel),
  ],
  ios: [
    mobile("Apple Inc.", "iPhone14,5", "iPhone 13", "phone"),
    mobile("Apple Inc.", "iPhone15,4", "iPhone 15", "phone"),
    mobile("Apple Inc.", "iPhone14,6", "iPhone SE (3rd generation)", "phone"),
  ],
  ipados: [
    mobile("Apple Inc.", "iPad13,18", "iPad (10th generation)", "tablet"),
    mobile("Apple Inc.", "iPad14,3", "iPad Pro 11-inch (4th generation)", "tablet"),
  ],
  android: [
    mobile("Google", "Pixel 8", "Pixel 8", "phone"),
    mobile("Google", "Pixel 7a", "Pixel 7a", "phone"),
    mobile("samsung", "SM-S911B", "Galaxy S23", "phone"),
    mobile("samsung", "SM-X510", "Galaxy Tab S9 FE", "tablet"),
  ],
};
