import type { Device } from "../contract/model.ts";
import { macAddresses } from "../mapping/network.ts";
import { serialNumber } from "../mapping/serial-number.ts";
import { unique } from "../mapping/values.ts";

/** What can tell that two records are one physical device, best first. */
export const JOIN_KEYS = ["serial_number", "hardware_uuid", "udid", "imei", "mac_address"] as const;
export type JoinKey = (typeof JOIN_KEYS)[number];

/** Identifiers that tell a device apart from others, in one spelling; placeholders are left out. */
export function identifiersOf(device: Device): Record<JoinKey, readonly string[]> {
  return {
    serial_number: spelled([serialNumber(device.serial_number)]),
    hardware_uuid: spelled([device.hardware_uuid]).filter(isDistinct),
    udid: spelled([device.udid]).filter(isDistinct),
    imei: spelled(device.imeis ?? []).filter(isDistinct),
    mac_address: macAddresses(device.mac_addresses ?? []).filter(isBurnedIn),
  };
}

function spelled(values: readonly (string | null | undefined)[]): string[] {
  return unique(values).map((value) => value.toUpperCase());
}

/** Firmware without an identifier holds one digit throughout. */
function isDistinct(value: string): boolean {
  return !/^(.)\1*$/.test(value.replaceAll("-", ""));
}

/** An address that software made up (the second bit of its first byte) says nothing about the hardware. */
function isBurnedIn(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 2) === 0;
}
