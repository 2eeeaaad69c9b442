// What firmware, inventories and clocks hold where no value was written. It reads as absent, without drift. What only one
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

/** What osquery, Jamf Pro and others write where a number is not known. */
export const NO_NUMBER = -1;

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

/** The beginning of an id whose first two bytes differ, and of none of those above. */
const UNLIKE = /^(?!0)([0-9a-f]{2})(?!\1)[0-9a-f]{2}/i;

const REPEATED_BYTE = /^(..)\1+$/;

/** Whether a hardware id, such as the UUID of a board, is that of many devices. */
export function isSharedHardwareId(id: string): boolean {
  if (UNLIKE.test(id)) return false; // nearly all end here
  const digits = id.replace(/[{}-]/g, "").toLowerCase();
  return HARDWARE_IDS.has(digits) || REPEATED_BYTE.test(digits) || isRow(digits);
}

/** Dates before 1971, where clocks and databases begin: in the years 1, 1601, 1900 and 1970 for example. And their last day. */
const NO_TIME =
  /^(?:0000-00-00|9999-12-31|(?:0\d{3}|1[0-8]\d{2}|19[0-6]\d|1970)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[T ](?:[01]\d|2[0-3]):[0-5]\d|$)/;

/** Whether a date or a point in time is the first or the last that a clock or a database can tell, or near the first. */
export function isNoTime(time: string): boolean {
  // Nearly all end here.
  return !time.startsWith("2") && NO_TIME.test(time);
}

/** Zeros alone, and addresses of groups, whose first byte is odd: that of all is `ff:ff:ff:ff:ff:ff`. */
const NO_MAC = /^(?:[0:]+$|.[13579bdf])/;

/** Whether a MAC address, in lower case with colons, is not that of an adapter. */
export function isNoMac(mac: string): boolean {
  return NO_MAC.test(mac);
}

/** Adapters that virtualization software adds to its host, with the same address on every host. */
const SHARED_MACS: ReadonlySet<string> = new Set([
  "00:1c:42:00:00:08", // Parallels, shared
  "00:1c:42:00:00:09", // Parallels, host only
  "00:50:56:c0:00:01", // VMware, VMnet1
  "00:50:56:c0:00:08", // VMware, VMnet8
]);

/** Whether a MAC address, in lower case with colons, is that of an adapter which many devices have. */
export function isSharedMac(mac: string): boolean {
  return SHARED_MACS.has(mac);
}
