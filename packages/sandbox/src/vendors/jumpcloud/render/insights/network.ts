import type { Row } from "../../../../engine/records/values.ts";
import { computers, type InsightFacts, type InsightTable } from "./table.ts";

const names = {
  macos: ["lo0", "en0", "en1"],
  windows: ["1", "12", "7"],
  linux: ["lo", "eth0", "wlan0"],
} as const;

function nameOf({ device }: InsightFacts, at: number): string {
  const known = device.platform === "windows" || device.platform === "linux" ? device.platform : "macos";
  return names[known][at] ?? `if${at}`;
}

/** Loopback first, with no hardware address; then the ports. */
function interfaceDetails(facts: InsightFacts, at: number): Row {
  const { device } = facts;
  const windows = device.platform === "windows";
  return {
    interface: nameOf(facts, at),
    mac: at === 0 ? "00:00:00:00:00:00" : (device.macs[at - 1] ?? ""),
    type: at === 0 ? 24 : 6,
    mtu: at === 0 ? 65_536 : 1500,
    metric: 0,
    flags: 4163,
    ipackets: "120000",
    opackets: "110000",
    ibytes: "90000000",
    obytes: "40000000",
    ierrors: "0",
    oerrors: "0",
    idrops: "0",
    odrops: "0",
    collisions: "0",
    last_change: "-1",
    link_speed: at === 0 ? "0" : "1000",
    pci_slot: "",
    friendly_name: windows && at > 0 ? `Ethernet ${at}` : "",
    physical_adapter: windows && at > 0 ? 1 : 0,
    enabled: windows ? 1 : 0,
    dhcp_enabled: windows ? 1 : 0,
  };
}

function interfaceAddresses(facts: InsightFacts, at: number): Row {
  const { address } = facts.device;
  const addresses = ["127.0.0.1", address.local, address.link];
  return {
    collection_time: facts.collectedAt,
    interface: nameOf(facts, at === 0 ? 0 : 1),
    address: addresses[at] ?? "",
    mask: at === 0 ? "255.0.0.0" : at === 1 ? "255.255.0.0" : "ffff:ffff:ffff:ffff::",
    broadcast: at === 1 ? "10.20.255.255" : "",
    point_to_point: "",
    type: at === 0 ? "other" : "dhcp",
    friendly_name: "",
  };
}

/** Ports and addresses: loopback and two more of each. */
export const networkTables = {
  interface_details: { platforms: computers, count: () => 3, row: interfaceDetails },
  interface_addresses: { platforms: computers, count: () => 3, row: interfaceAddresses },
} satisfies Record<string, InsightTable>;
