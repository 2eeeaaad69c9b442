import type { Device } from "../contract/model.ts";
import { serialNumber } from "../mapping/hardware.ts";
import { macAddresses } from "../mapping/network.ts";
import { isPlaceholder, isSharedHardwareId, isSharedImei, isSharedMac } from "../mapping/placeholders.ts";
import { unique } from "../mapping/values.ts";

/** Identifiers that can show that two records are one physical device, best first. */
export const JOIN_KEYS = ["serial_number", "hardware_uuid", "udid", "imei", "mac_address"] as const;
/** An identifier that can show that two records are one physical device. */
export type JoinKey = (typeof JOIN_KEYS)[number];

/** How strong the evidence of an identifier is, strongest first: a network adapter can move to another device. */
export type JoinStrength = "serial_number" | "hardware_id" | "mac_address";

export const STRENGTHS: Readonly<Record<JoinKey, JoinStrength>> = {
  serial_number: "serial_number",
  hardware_uuid: "hardware_id",
  udid: "hardware_id",
  imei: "hardware_id",
  mac_address: "mac_address",
};

/** Values of a device by the kind of identifier. */
export type Identifiers = Readonly<Record<JoinKey, readonly string[]>>;

/** The normalized identifiers of a device, without placeholders. */
export function identifiersOf(device: Device): Identifiers {
  return {
    serial_number: spelled([serialNumber(device.serial_number)]).filter(isDistinct), // some boards repeat their UUID there
    hardware_uuid: spelled([device.hardware_uuid]).filter(isDistinct).map(withoutSeparators),
    udid: spelled([device.udid]).filter(isDistinct).map(withoutSeparators),
    imei: spelled(device.imeis ?? []).filter((imei) => isDistinct(imei) && !isSharedImei(imei)),
    mac_address: (macAddresses(device.mac_addresses ?? []) ?? []).filter(isOfHardware),
  };
}

function spelled(values: readonly (string | null | undefined)[]): string[] {
  return unique(values.map((value) => value?.trim().toUpperCase()));
}

/** Vendors write UUIDs with and without braces and hyphens. */
const withoutSeparators = (id: string) => id.replace(/[{}-]/g, "");

/** Whether only one device can have it. Mappers leave placeholders out, but callers may compute the field. */
function isDistinct(value: string): boolean {
  return !isPlaceholder(value) && !isSharedHardwareId(value);
}

/**
 * Whether an address identifies hardware. The last bits of its first byte mark groups of receivers and addresses that software
 * assigned.
 */
function isOfHardware(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 3) === 0 && !isSharedMac(mac);
}
