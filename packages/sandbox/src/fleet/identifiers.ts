import type { Draw } from "./draw.ts";

/** Letters and digits of serial numbers, without the ones people confuse. */
const serialAlphabet = "0123456789CDFGHJKLMNPQRTVWXY";

/** What firmware says when the maker never wrote a serial number. */
export const placeholderSerials: readonly [string, ...string[]] = [
  "To be filled by O.E.M.",
  "Default string",
  "System Serial Number",
  "0",
];

/** A serial number that is unique in its fleet: the last characters carry the index. */
export function serialNumber(draw: Draw, { index, length }: { index: number; length: number }): string {
  const tail = index.toString(36).toUpperCase().padStart(4, "0");
  const head = draw.text("serial", { alphabet: serialAlphabet, length: Math.max(1, length - tail.length) });
  return head + tail;
}

/** A version 4 UUID, upper case as firmware prints it. */
export function hardwareUuid(draw: Draw): string {
  const hex = draw.hex("uuid", 32).toUpperCase();
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `A${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}

/** A locally administered MAC address, so that no real maker's prefix is used. */
export function macAddress(draw: Draw, port: number): string {
  const pairs = draw.hex(`mac-${port}`, 10).match(/../g) ?? [];
  return ["02", ...pairs].join(":");
}

/** An IMEI in groups, as radios and Apple print it. */
export const spacedImei = (imei: string): string => imei.replace(/(..)(.{6})(.{6})(.)/, "$1 $2 $3 $4");

/** Fifteen digits with a correct check digit, in the range reserved for tests. */
export function imei(draw: Draw): string {
  const body = `00440${draw.text("imei", { alphabet: "0123456789", length: 9 })}`;
  let sum = 0;
  for (const [at, digit] of [...body].entries()) {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}
