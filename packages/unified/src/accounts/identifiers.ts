import type { Device } from "../contract/model.ts";
import { serialNumber } from "../mapping/hardware.ts";
import { macAddresses } from "../mapping/network.ts";
import { isPlaceholder, isSharedHardwareId } from "../mapping/placeholders.ts";
import { unique } from "../mapping/values.ts";

/** Identifiers that can show that two records are one physical device, best first. */
export const JOIN_KEYS = ["serial_number", "hardware_uuid", "udid", "imei", "mac_address"] as const;
export type JoinKey = (typeof JOIN_KEYS)[number];

/** The normalized identifiers of a device, without placeholders. */
export function identifiersOf(device: Device): Record<JoinKey, readonly string[]> {
  return {
    serial_number: spelled([serialNumber(device.serial_number)]),
    hardware_uuid: spelled([device.hardware_uuid]).filter(isDistinct),
    udid: spelled([device.udid]).filter(isDistinct),
    imei: spelled(device.imeis ?? []).filter(isDistinct),
    mac_address: (macAddresses(device.mac_addresses ?? []) ?? []).filter(isBurnedIn),
  };
}

function spelled(values: readonly (string | null | undefined)[]): string[] {
  return unique(values).map((value) => value.toUpperCase());
}

/** Whether only one device can have it. Mappers leave placeholders out, but callers may compute the field. */
function isDistinct(value: string): boolean {
  return !isPlaceholder(value) && !isSharedHardwareId(value);
}

/** A locally administered address (second bit of the first byte) does not identify hardware. */
function isBurnedIn(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 2) === 0;
}
