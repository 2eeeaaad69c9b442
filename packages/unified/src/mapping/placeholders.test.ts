import { describe, expect, it } from "vitest";
import {
  isNoMac,
  isNoTime,
  isPlaceholder,
  isRow,
  isSharedHardwareId,
  isSharedImei,
  isSharedMac,
} from "./placeholders.ts";

describe("isPlaceholder", () => {
  it.each([
    "To Be Filled By O.E.M.",
    "Default string",
    "System Serial Number",
    "SystemSerialNumb",
    "Chassis Serial Number",
    "System Serial",
    "0123456789",
    "123456789",
    "Not Specified",
    "None",
    "INVALID",
    "NA",
    "OEM",
    "empty",
    "-1",
    "(null)",
    "Asset Tag",
    "Base Board Serial Number",
    "default_string",
    "N/A",
    "No Asset Information",
    "No Asset Tag",
    "Not Applicable",
    "Not Available",
    "Not Present",
    "sernum0",
    "System manufacturer",
    "System Product Name",
    "System Version",
    "undefined",
    "unknown",
    "null",
    "To be filled by OEM",
    "To be filled by O.E.M",
    "To Be Filled By O.E.M. To Be Filled By O.E.M.",
    "O.E.M",
    "N.A.",
    "TBD",
    "Unknow",
    "SerialNumber",
    "Type1ProductConfigId",
    "123456",
    "1234567",
    "12345678",
    "0123456789ABCDEF",
    "123456789012345",
    "01234567890123",
    "012345678900",
    "9876543210",
    "0x00000000",
    "ABCDEFGHIJKLM",
    "MB-1234567890",
    "NB-0123456789",
    "Asset-1234567890",
    "ATN12345678901234567",
    "A1_AssetTagNum0",
    "AssetTagNum3",
    "OEM_Define2",
    "SerNum02",
    "None1",
    "NotSupport",
    "Not Supported",
    "Not Supported by CPU",
    "OEM Chassis Serial Number",
    "TBD by ODM",
    "To Be Defined By O.E.M",
    "Fill By OEM",
    "<cut out>",
    "[Empty]",
    "Asset Tag:",
    "Chassis Asset Tag",
    "Base Board Asset Tag#",
    "Asset tracking",
  ])("knows %s", (text) => expect(isPlaceholder(text)).toBe(true));

  it.each([
    ...["Apple", "HP", "5CD0000ABC", "Standard PC (Q35 + ICH9, 2009)", "None of them", "-10", ""],
    ...["12345", "1234560", "0123457", "123456789ABCDEFG", "1.2.3.4.5.6"],
    ...["MB-1234567X90", "SerNum123", "ATN1234", "NBX1234567890", "0x00000001", "012345678901X", "Asset 7"],
  ])("lets %j be", (text) => expect(isPlaceholder(text)).toBe(false));
});

describe("isRow", () => {
  it.each(["0000-0000", "XXXXXXX", "7", "........", "00 00"])("knows %s", (text) => {
    expect(isRow(text)).toBe(true);
  });

  it.each(["AA1", "0000-0001", "C02FF0XXXXXX"])("lets %s be", (text) => expect(isRow(text)).toBe(false));
});

describe("isSharedHardwareId", () => {
  it.each([
    "03000200-0400-0500-0006-000700080009",
    "00020003-0004-0005-0006-000700080009",
    "00000000-0000-0000-0000-000000000000",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "FEFEFEFE-FEFE-FEFE-FEFE-FEFEFEFEFEFE",
    "{00010203-0405-0607-0809-0A0B0C0D0E0F}",
    "12345678-1234-5678-90AB-CDDEEFAABBCC",
    "{12345678-1234-5678-1234-567812345678}",
    "01234567-89AB-CDEF-0123-456789ABCDEF",
  ])("knows %s", (id) => expect(isSharedHardwareId(id)).toBe(true));

  it("lets others be", () => {
    expect(isSharedHardwareId("5E4E453E-72DE-5928-9489-177F3CFE5723")).toBe(false);
    expect(isSharedHardwareId("12345679-72DE-5928-9489-177F3CFE5723")).toBe(false);
  });
});

describe("isNoTime", () => {
  it.each([
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00",
    "0000-00-00 00:00:00",
    "1601-01-01T00:00:00Z",
    "1900-01-01",
    "1969-12-31T16:00:00-08:00",
    "1970-01-01T00:00:00.000Z",
    "1970-01-01T00:04:31Z",
    "9999-12-31T23:59:59.9999999Z",
    "9999-12-31",
    "0",
    "-1",
    "-62135596800000",
    0,
    -1,
    1000,
    86_400_000,
    -62_135_596_800_000,
  ])("knows %s", (time) => expect(isNoTime(time)).toBe(true));

  it.each([
    "1971-01-01T00:00:00Z",
    "2026-01-01T00:00:00Z",
    "1578343464",
    "",
    "1970",
    "0000-13-32T25:61:00Z",
    "1970-01-01T24:00:00Z",
    7,
    1578343464,
    Number.NaN,
  ])("lets %j be", (time) => {
    expect(isNoTime(time)).toBe(false);
  });
});

it.each(["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01"])(
  "%s is no adapter's address",
  (mac) => expect(isNoMac(mac)).toBe(true),
);

it("addresses of adapters are", () => expect(isNoMac("02:00:5e:00:53:af")).toBe(false));

it.each(["004999010640000", "0049990106400000"])("knows %s as the IMEI of many devices", (imei) => {
  expect(isSharedImei(imei)).toBe(true);
});

it("lets other IMEIs be", () => expect(isSharedImei("350000000000000")).toBe(false));

it.each(["00:05:9a:3c:7a:00", "50:50:54:50:30:30", "20:41:53:59:4e:ff"])(
  "knows %s of VPNs and Windows' ports",
  (mac) => expect(isSharedMac(mac)).toBe(true),
);

it("knows the adapters that virtualization software adds to every host", () => {
  expect(isSharedMac("00:50:56:c0:00:08")).toBe(true);
  expect(isSharedMac("00:50:56:9a:00:08")).toBe(false);
});
