// What firmware, inventories and clocks hold where nobody wrote anything. It reads as absent, without drift. What only one
// vendor has stands in its overlay, as `x-mdmkit-unset`.

/** Texts of board makers and of inventories, in lower case; the same on thousands of machines. `-1` is osquery's. */
const TEXTS: ReadonlySet<string> = new Set([
  "-1",
  "(null)",
  "0123456789",
  "123456789",
  "1234567890",
  "asset tag",
  "base board serial number",
  "chassis serial number",
  "default string",
  "default_string",
  "empty",
  "invalid",
  "n/a",
  "na",
  "no asset information",
  "no asset tag",
  "none",
  "not applicable",
  "not available",
  "not present",
  "not specified",
  "null",
  "o.e.m.",
  "oem",
  "serial number",
  "sernum0",
  "system manufacturer",
  "system product name",
  "system serial",
  "system serial number",
  "system version",
  "systemserialnumb",
  "to be filled by o.e.m.",
  "to be filled by oem",
  "undefined",
  "unknown",
]);

const LONGEST = Math.max(...[...TEXTS].map(({ length }) => length));

export function isPlaceholder(text: string): boolean {
  return text.length <= LONGEST && TEXTS.has(text.toLowerCase());
}

/** Whether an identifier is a row of one character: `0000-0000`, `XXXXXXX`, a single digit. */
export function isRow(identifier: string): boolean {
  const [first] = identifier;
  for (const character of identifier)
    if (character !== first && !SEPARATORS.includes(character)) return false;
  return true;
}

const SEPARATORS = "-:. ";

/** Hardware ids that a maker gave to all of its boards, without separators: one in both orders of bytes, and counting bytes. */
const HARDWARE_IDS: ReadonlySet<string> = new Set([
  "03000200040005000006000700080009",
  "00020003000400050006000700080009",
  "000102030405060708090a0b0c0d0e0f",
  "030201000504070608090a0b0c0d0e0f",
]);

const REPEATED_BYTE = /^(..)\1+$/;

/** Whether a hardware id, such as the UUID of a board, is that of many devices. */
export function isSharedHardwareId(id: string): boolean {
  const digits = id.replace(/[{}-]/g, "").toLowerCase();
  return HARDWARE_IDS.has(digits) || REPEATED_BYTE.test(digits) || isRow(digits);
}

/** The first moments that clocks and databases can tell: of years, of Windows, of Unix, and of Go. */
const FIRST_DAYS = /^(0000-00-00|0001-01-01|1601-01-01|1970-01-01)T00:00:00/;

export function isZeroTime(time: string): boolean {
  // Nearly all end here: of this century, or of the last one's end.
  return !time.startsWith("2") && FIRST_DAYS.test(time);
}

/** Addresses that stand for none and for all. */
const ADDRESSES: ReadonlySet<string> = new Set([
  "0.0.0.0",
  "255.255.255.255",
  "::",
  "0:0:0:0:0:0:0:0",
  "00:00:00:00:00:00",
  "ff:ff:ff:ff:ff:ff",
]);

/** Whether an IP address, or a MAC address in lower case with colons, is nobody's. */
export function isNoAddress(address: string): boolean {
  return ADDRESSES.has(address);
}
