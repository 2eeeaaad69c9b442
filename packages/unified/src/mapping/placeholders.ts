// What firmware, inventories and clocks hold where no value was written. It reads as absent, without drift. What only one
// vendor has stands in its overlay, as `x-mdmkit-unset`.

/**
 * Texts of board makers and of inventories, in lower case and without separators; the same on thousands of machines. `-1` is
 * osquery's. Many come from the list that Ubuntu's firmware test suite (`fwts`) made of thousands of boards.
 */
const TEXTS: ReadonlySet<string> = new Set([
  "-1",
  "012345678900",
  "0123456789000",
  "0x00000000",
  "9876543210",
  "abcdefghijklm",
  "assettag",
  "assettracking",
  "baseboardassettag",
  "baseboardserialnumber",
  "chassisassettag",
  "chassisserialnumber",
  "cutout",
  "defaultstring",
  "empty",
  "fillbyoem",
  "invalid",
  "na",
  "noassetinformation",
  "noassettag",
  "none",
  "none1",
  "notapplicable",
  "notavailable",
  "notpresent",
  "notspecified",
  "notsupport",
  "notsupported",
  "notsupportedbycpu",
  "null",
  "oem",
  "oemchassisserialnumber",
  "serialnumber",
  "systemmanufacturer",
  "systemproductname",
  "systemserial",
  "systemserialnumb",
  "systemserialnumber",
  "systemversion",
  "tbd",
  "tbdbyodm",
  "tobedefinedbyoem",
  "tobefilledbyoem",
  "type1productconfigid",
  "undefined",
  "unknow",
  "unknown",
]);

/** Some boards repeat what is `to be filled by O.E.M.` */
const TO_BE_FILLED = /^(?:to be filled by o\.?e\.?m\b[. ]*)+$/i;

/** Numbered ones, and digits in their order behind a board maker's letters: `AssetTagNum1`, `SerNum02`, `MB-1234567890`. */
const NUMBERED = /^(?:(?:(?:a1)?assettagnum|oemdefine|sernum)\d\d?|(?:atn|mb-|nb-|asset-)0?123456789\d*)$/;

const BETWEEN = /[\s._/()<>[\]:#]/g;

/** How the texts above begin. Reading this first costs a fifth of taking the separators out. */
const BEGINNING =
  /^[\s(<[]*(?:-1|a1_|abcd|as|atn|ba|ch|cut|de|em|fill|inv|mb-|n[/.aoub]|o\.?e|se|sy|t\.?b|to|type1|un|0x0|01234567890|9876)/i;

const LONGEST = 64;

export function isPlaceholder(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (!BEGINNING.test(text)) return isCounting(text);
  const plain = text.toLowerCase().replace(BETWEEN, "");
  return TEXTS.has(plain) || NUMBERED.test(plain) || TO_BE_FILLED.test(text) || isCounting(text);
}

/** Digits in their order, decimal ones again and again, from 0 or 1: `0123456789ABCDEF`, `123456`. */
const COUNTS = ["0123456789abcdef", "123456789abcdef", "01234567890123456789", "12345678901234567890"];

const FEWEST = 6;

function isCounting(text: string): boolean {
  if (text.length < FEWEST || !/^0?12345/.test(text)) return false; // nearly all end here
  return COUNTS.some((digits) => digits.startsWith(text.toLowerCase()));
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

/** Ids that somebody typed begin with digits in their order. */
const TYPED = /^(?:123456781234|0123456789ab)/;

/** The beginning of an id whose first two bytes differ, and of none of those above. */
const UNLIKE = /^(?!0|1234)([0-9a-f]{2})(?!\1)[0-9a-f]{2}/i;

const REPEATED_BYTE = /^(..)\1+$/;

/** Whether a hardware id, such as the UUID of a board, is that of many devices. */
export function isSharedHardwareId(id: string): boolean {
  if (UNLIKE.test(id)) return false; // nearly all end here
  const digits = id.replace(/[{}-]/g, "").toLowerCase();
  return HARDWARE_IDS.has(digits) || TYPED.test(digits) || REPEATED_BYTE.test(digits) || isRow(digits);
}

/** The beginning of an IMEI that phones have whose own was lost; with its version it ends otherwise. */
const LOST_IMEI = "00499901064000";

/** Whether the digits of an IMEI are those of many devices. */
export function isSharedImei(imei: string): boolean {
  return imei.startsWith(LOST_IMEI) || isPlaceholder(imei) || isRow(imei);
}

/** Dates before 1971, where clocks and databases begin: in the years 1, 1601, 1900 and 1970 for example. And their last day. */
const NO_TIME =
  /^(?:0000-00-00|9999-12-31|(?:0\d{3}|1[0-8]\d{2}|19[0-6]\d|1970)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[T ](?:[01]\d|2[0-3]):[0-5]\d|$)/;

/** The end of the second day of a clock that counts milliseconds from 1970. One that counts seconds passed it in 1975. */
const SECOND_DAY = 172_800_000;

/**
 * Whether a time is the first or the last that a clock or a database can represent, or near the first. Of numbers it is what lies
 * before 1970, and a whole second of the first days.
 */
export function isNoTime(time: string | number): boolean {
  if (typeof time === "number") return time <= 0 || (time < SECOND_DAY && time % 1000 === 0);
  if (time.startsWith("2")) return false; // nearly all end here
  return NO_TIME.test(time) || /^(?:0|-\d+)$/.test(time);
}

/** Zeros alone, and addresses of groups, whose first byte is odd: that of all is `ff:ff:ff:ff:ff:ff`. */
const NO_MAC = /^(?:[0:]+$|.[13579bdf])/;

/** Whether a MAC address, in lower case with colons, is not that of an adapter. */
export function isNoMac(mac: string): boolean {
  return NO_MAC.test(mac);
}

/** Adapters that software adds to its host, with the same address on every host. */
const SHARED_MACS: ReadonlySet<string> = new Set([
  "00:05:9a:3c:7a:00", // Cisco VPN
  "00:1c:42:00:00:08", // Parallels, shared
  "00:1c:42:00:00:09", // Parallels, host only
  "00:50:56:c0:00:01", // VMware, VMnet1
  "00:50:56:c0:00:08", // VMware, VMnet8
  "20:41:53:59:4e:ff", // Windows, WAN miniport
  "50:50:54:50:30:30", // Windows, WAN miniport
]);

/** Whether a MAC address, in lower case with colons, is that of an adapter which many devices have. */
export function isSharedMac(mac: string): boolean {
  return SHARED_MACS.has(mac);
}
