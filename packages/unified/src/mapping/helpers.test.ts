import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noting } from "../testing/noting.ts";
import { problemsOf } from "../testing/unified-schema.ts";
import { hardwareId, hardwareText, serialNumber } from "./hardware.ts";
import { iccids, imeis, ipAddress, ipAddresses, macAddresses, publicIpAddress } from "./network.ts";
import { earliest, latest, looseTimeToRfc3339, timestampToRfc3339, toRfc3339 } from "./rfc3339.ts";
import {
  bytes,
  count,
  fieldsOf,
  first,
  flag,
  given,
  list,
  lookup,
  maybeList,
  not,
  number,
  percent,
  text,
  uniqueOfGiven,
} from "./values.ts";

/** A value of a type no document promised. */
function odd(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}

describe("helpers for values", () => {
  it("keep absent and null apart, and never throw for another type", () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const helper of [
          ...[text, flag, not, number, count, percent, toRfc3339],
          ...[serialNumber, hardwareText, hardwareId, ipAddress, publicIpAddress],
        ]) {
          expect(helper(undefined)).toBeUndefined();
          expect(helper(null)).toBeNull();
          expect(() => helper(odd(value))).not.toThrow();
        }
        for (const many of [list, maybeList]) expect(() => many(odd([value]))).not.toThrow();
      }),
      { seed: 1 },
    ));

  it("note a value of another type and leave it out", () => {
    expect(noting((drift) => text(odd(7), drift))).toEqual({ result: undefined, noted: [["wrong-type", 7]] });
    expect(noting((drift) => flag(odd("yes"), drift))).toEqual({
      result: undefined,
      noted: [["wrong-type", "yes"]],
    });
    expect(noting((drift) => list(odd("a"), drift))).toEqual({ result: [], noted: [["wrong-type", "a"]] });
    expect(noting((drift) => maybeList(odd("a"), drift))).toEqual({
      result: undefined,
      noted: [["wrong-type", "a"]],
    });
  });

  it.each([
    [" a ", "a"],
    ["", null],
    [" \n", null],
  ])("text: %j is %j", (value, expected) => expect(text(value)).toBe(expected));

  it.each([
    [7, 7],
    ["7", 7],
    ["", null],
    ["7 GB", undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ])("number: %j is %j", (value, expected) => {
    expect(number(value)).toBe(expected);
  });

  it.each([
    ["8589934592", 8589934592],
    [0, 0],
    [-1, undefined],
    [1.5, undefined],
    [2 ** 60, undefined],
  ])("count: %j is %j", (value, expected) => {
    expect(count(value)).toBe(expected);
  });

  it.each([
    [0, 0],
    [100, 100],
    ["55", 55],
    ["93 %", 93],
    ["%", null],
    [101, undefined],
    [-1, undefined],
  ])("percent: %j is %j", (value, expected) => expect(percent(value)).toBe(expected));

  it.each([
    ["16", 16 * 1024 ** 2],
    [0, 0],
    [0.5, 512 * 1024],
    [-1, undefined],
    [1e300, undefined],
    ["", null],
  ])("bytes: %j mebibytes are %j", (value, expected) => expect(bytes(value, 1024 ** 2)).toBe(expected));

  it("read -1 as absent without a note, and note other numbers that are out of range", () => {
    for (const helper of [count, percent]) {
      for (const value of [-1, "-1"])
        expect(noting((drift) => helper(value, drift))).toEqual({ result: undefined, noted: [] });
      expect(noting((drift) => helper(-2, drift)).noted).toEqual([["wrong-type", -2]]);
    }
  });

  it("uniqueOfGiven: distinguishes none from not reported", () => {
    expect(uniqueOfGiven([undefined, undefined])).toBeUndefined();
    expect(uniqueOfGiven([undefined, null])).toEqual([]);
    expect(uniqueOfGiven(["a", undefined, "b", "a"])).toEqual(["a", "b"]);
  });

  it.each([
    [[undefined, null, "a"], "a"],
    [[null, undefined], null],
    [[undefined], undefined],
    [[false, true], false],
  ])("first of %j is %j", (values: readonly (string | boolean | null | undefined)[], expected) =>
    expect(first(...values)).toBe(expected),
  );

  it("lookup: gives the entry, the fallback for an unknown word, and nothing for another type", () => {
    const table = { A: 1, B: 2 };
    const looked = (value: unknown) => noting((drift) => lookup(table, odd(value), 0, drift));
    expect(looked("A")).toEqual({ result: 1, noted: [] });
    for (const word of ["C", "constructor"])
      expect(looked(word)).toEqual({ result: 0, noted: [["unknown-value", word]] });
    for (const other of [{ drifted: true }, ["A"]])
      expect(looked(other)).toEqual({ result: undefined, noted: [["wrong-type", other]] });
  });
});

describe("toRfc3339", () => {
  it.each([
    ["2020-01-06T20:44:24.082Z", "2020-01-06T20:44:24.082Z"],
    ["2020-01-06T20:44:24+02:00", "2020-01-06T18:44:24.000Z"],
    ["", null],
  ])("%j is %j", (value, expected) => expect(toRfc3339(value)).toBe(expected));

  it.each([
    "yesterday",
    "2020-01-06",
    "2020-01-06 20:44:24",
    "2020-02-30 20:44:24Z",
    "0000-13-32T25:61:00Z",
    "2020-02-30T00:00:00Z ",
    "1578343464",
  ])("%j is no time", (value) => {
    expect(noting((drift) => toRfc3339(value, drift))).toEqual({
      result: undefined,
      noted: [["not-a-date", value]],
    });
  });

  it.each([
    ["2015-10-01 18:38:47 -0700", "2015-10-02T01:38:47.000Z"],
    ["2026-11-24T13:00:00\u221205:00", "2026-11-24T18:00:00.000Z"],
    ["2024-05-02 08:01:12.5+00:00", "2024-05-02T08:01:12.500Z"],
    ["2024-05-02 08:01:12Z", "2024-05-02T08:01:12Z"],
    ["0001-01-01 00:00:00+00:00", undefined],
    ["2024-05-02 08:01:12", undefined],
    ["", null],
  ])("%j, loosely written, is %j", (value, expected) => expect(looseTimeToRfc3339(value)).toBe(expected));

  it.each(["0001-01-01T00:00:00Z", "0001-01-01T00:00:00", "1970-01-01T00:00:00.000Z", "1970-01-01"])(
    "%j is absent, without a note",
    (value) => {
      expect(noting((drift) => toRfc3339(value, drift))).toEqual({ result: undefined, noted: [] });
    },
  );

  it("never gives a time that the unified document would refuse", () => {
    const digits = (max: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, "0"));
    const zone = fc.oneof(
      fc.constant("Z"),
      fc.tuple(digits(25), digits(61)).map(([hours, minutes]) => `+${hours}:${minutes}`),
    );
    const time = fc
      .tuple(digits(13), digits(32), digits(25), digits(61), digits(61), zone)
      .map(
        ([month, day, hour, minute, second, end]) => `2024-${month}-${day}T${hour}:${minute}:${second}${end}`,
      );
    const valid = fc.property(time, (value) => {
      const created_at = toRfc3339(value);
      expect(problemsOf("Device", { id: "d1", created_at })).toEqual([]);
    });
    fc.assert(valid, {
      seed: 1,
      numRuns: 2_000,
      examples: [["2023-02-30T00:00:00Z"], ["2024-01-01T24:00:00Z"], ["2024-06-30T23:59:60Z"]],
    });
  });

  it("gives back every time it can, as the same moment", () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1971-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
        (date) => {
          expect(Date.parse(toRfc3339(date.toISOString()) ?? "")).toBe(date.getTime());
        },
      ),
      { seed: 1 },
    ));
});

describe("timestampToRfc3339", () => {
  it("gives what the platform gives, for any time of the years 1970 to 9999", () => {
    const last = Date.parse("9999-12-31T23:59:59.999Z");
    fc.assert(
      fc.property(fc.double({ min: 0, max: last, noNaN: true }), (milliseconds) => {
        expect(timestampToRfc3339(milliseconds)).toBe(new Date(milliseconds).toISOString());
      }),
      {
        seed: 1,
        numRuns: 5_000,
        examples: [[0], [last], [Date.UTC(2000, 1, 29)], [Date.UTC(2100, 1, 28, 23, 59, 59, 7)]],
      },
    );
  });
});

describe("latest and earliest", () => {
  const [whole, later, other] = [
    "2026-10-31T08:00:00Z",
    "2026-10-31T08:00:00.082Z",
    "2026-10-31T08:00:00.5Z",
  ];

  it("compare moments, whatever their fractions of a second", () => {
    expect(latest(later, whole)).toBe(later);
    expect(latest(later, other, whole)).toBe(other);
    expect(earliest(later, other, whole)).toBe(whole);
  });

  it("give what the platform gives", () => {
    const moment = fc.date({ min: new Date("1971-01-01"), max: new Date("9999-01-01"), noInvalidDate: true });
    const shorter = moment.map((date) => date.toISOString().replace(/\.?0*Z$/, "Z"));
    const times = fc.array(
      fc.oneof(
        shorter,
        moment.map((date) => date.toISOString()),
      ),
      { minLength: 1 },
    );
    const same = fc.property(times, (given) => {
      const sorted = given.map((time) => Date.parse(time)).sort((one, another) => one - another);
      expect([Date.parse(earliest(...given) ?? ""), Date.parse(latest(...given) ?? "")]).toEqual([
        sorted[0],
        sorted.at(-1),
      ]);
    });
    fc.assert(same, { seed: 1 });
  });

  it("keep absent and null apart, as `first` does", () => {
    for (const helper of [latest, earliest]) {
      expect(helper(undefined, null, whole, null)).toBe(whole);
      expect(helper(null, undefined)).toBeNull();
      expect(helper(undefined)).toBeUndefined();
    }
  });
});

it("given: leaves out what has no value, and nothing else", () => {
  expect(given({ pin: null, message: undefined, text: "", zero: 0, no: false })).toEqual({
    text: "",
    zero: 0,
    no: false,
  });
});

describe("fieldsOf", () => {
  it("makes a property of every name, and lets the later of two win", () => {
    const entries: [string, unknown][] = [
      ["floor", 1],
      ["__proto__", { polluted: true }],
      ["floor", 2],
    ];
    const fields = fieldsOf(entries);
    expect(Object.entries(fields)).toEqual([
      ["floor", 2],
      ["__proto__", { polluted: true }],
    ]);
    expect(Reflect.get(fields, "polluted")).toBeUndefined();
  });
});

describe("addresses and serial numbers", () => {
  it("writes MAC addresses one way, each once", () => {
    const values = ["02-00-5E-00-53-AF", "02:00:5e:00:53:af", "00:00:00:00:00:00", "not one", "", null];
    expect(macAddresses(values)).toEqual(["02:00:5e:00:53:af"]);
    for (const none of [[], [""], [null], ["FF-FF-FF-FF-FF-FF"]]) expect(macAddresses(none)).toBeUndefined();
  });

  it("leaves out IP addresses that no other device can reach", () => {
    const values = [
      "127.0.0.1",
      "::1",
      "fe80::1",
      "FE80::2%en0",
      "169.254.7.7",
      "0.0.0.0",
      "10.0.0.7",
      "::ffff:10.0.0.7",
    ];
    expect(ipAddresses([...values, "2001:DB8::7"].map((value) => ipAddress(value)))).toEqual([
      "10.0.0.7",
      "2001:db8::7",
    ]);
    for (const none of [[], [null], [undefined]]) expect(ipAddresses(none)).toBeUndefined();
  });

  it.each(["203.0.113.7", "8.8.8.8", "2606:4700::1111"])("takes %s for public", (address) =>
    expect(publicIpAddress(address)).toBe(address),
  );

  it.each([
    ...["172.31.0.5", "100.64.3.2", "127.0.0.1", "10.0.0.7", "192.168.1.1", "0.0.0.0", "224.0.0.1"],
    ...["fd00::7", "fe80::1", "::", "::ffff:192.168.1.1"],
  ])("does not take %s for public", (address) => {
    expect(noting((drift) => publicIpAddress(address, drift))).toEqual({ result: undefined, noted: [] });
  });

  it("notes text that is not an IP address, and placeholders without", () => {
    for (const helper of [ipAddress, publicIpAddress]) {
      for (const other of ["10.0.0.7, 10.0.0.8", "router", "10.0.0.256"])
        expect(noting((drift) => helper(other, drift))).toEqual({
          result: undefined,
          noted: [["unknown-value", other]],
        });
      expect(noting((drift) => helper("N/A", drift))).toEqual({ result: undefined, noted: [] });
      expect(helper(" ")).toBeNull();
    }
  });

  it("writes IMEIs one way, each once, and without rows of one digit", () => {
    expect(imeis(["35 000000 000000 0", "350000000000000", "000000000000000"])).toEqual(["350000000000000"]);
    expect(imeis([null, undefined])).toEqual([]);
    expect(imeis([undefined, "00000000"])).toBeUndefined();
    expect(imeis([undefined, "00-499901-064000-0", "123456789012345"])).toBeUndefined();
  });

  it("writes ICCIDs one way, each once", () => {
    expect(iccids(["8901 4104 0000 0000 0001", "89014104000000000001", ""])).toEqual([
      "89014104000000000001",
    ]);
    expect(iccids([null, undefined])).toEqual([]);
    expect(iccids([undefined])).toBeUndefined();
  });

  it("keep text and ids of hardware, and leave out what many devices have", () => {
    expect([hardwareText(" Latitude 5440 "), hardwareText("OEM"), hardwareText("")]).toEqual([
      "Latitude 5440",
      undefined,
      null,
    ]);
    expect(hardwareId("5E4E453E-72DE-5928-9489-177F3CFE5723")).toBe("5E4E453E-72DE-5928-9489-177F3CFE5723");
    expect(hardwareId("03000200-0400-0500-0006-000700080009")).toBeUndefined();
  });

  it.each([
    ["5CD0000ABC", "5CD0000ABC"],
    [" 5CD0000ABC ", "5CD0000ABC"],
    ["N/A", undefined],
    ["n/a 1", "n/a 1"],
    ["0", undefined],
    ["7", undefined],
    ["AA1", "AA1"],
    ["XXXXXXX", undefined],
    ["To Be Filled By O.E.M.", undefined],
    ["", null],
  ])("serial number %j is %j", (value, expected) => {
    expect(serialNumber(value)).toBe(expected);
  });
});
