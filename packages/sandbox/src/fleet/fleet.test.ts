import { describe, expect, it } from "vitest";
import { createFleet } from "./fleet.ts";
import { enrolledAs, placesOf } from "./places.ts";
import { isApple } from "./platforms.ts";

const now = Date.parse("2026-11-01T12:00:00Z");
const fleet = createFleet({ seed: 1, now, people: 400 });
const devices = Array.from({ length: 2000 }, (_, index) => fleet.device(index));
const people = Array.from({ length: 400 }, (_, index) => fleet.person(index));

describe("createFleet", () => {
  it("gives the same device for the same seed, alone or among others", () => {
    expect(createFleet({ seed: 1, now, people: 400 }).device(1234)).toEqual(devices[1234]);
    expect(createFleet({ seed: 2, now, people: 400 }).device(1234)).not.toEqual(devices[1234]);
  });

  it("mixes platforms about as companies do", () => {
    const share = (...platforms: string[]) =>
      devices.filter(({ platform }) => platforms.includes(platform)).length / devices.length;
    expect(share("macos")).toBeCloseTo(0.35, 1);
    expect(share("windows")).toBeCloseTo(0.35, 1);
    expect(share("linux")).toBeCloseTo(0.1, 1);
    expect(share("ios", "ipados")).toBeCloseTo(0.12, 1);
    expect(share("android")).toBeCloseTo(0.08, 1);
  });

  it("gives platform and owner without the whole device", () => {
    for (const device of devices.slice(0, 200)) {
      expect(fleet.platform(device.index)).toBe(device.platform);
      expect(fleet.owner(device.index)).toBe(device.owner);
      const programs = fleet.programs(device);
      expect(programs).toHaveLength(fleet.softwareCount(device.index));
      expect(programs.at(-1)).toEqual(fleet.software(device, programs.length - 1));
    }
  });

  it("finds a person by the address", () => {
    for (const person of people.slice(0, 30)) expect(fleet.personOf(person.email)).toEqual(person);
    expect(["", "ada@example.com", "7@example.com", "kim9999@example.com"].map(fleet.personOf)).toEqual(
      Array(4).fill(undefined),
    );
  });

  it("finds the devices that a vendor can manage, in the order of the fleet", () => {
    const placeOf = placesOf(fleet, { first: 100, has: isApple });
    const apple = devices.slice(100).filter(({ platform }) => isApple(platform));
    const places = [5, 0, 1].map((index) => fleet.device(placeOf(index)));
    expect(places).toEqual([apple[5], apple[0], apple[1]]);
    const enrolled = [0, 1, 2].map((index) => enrolledAs(fleet, placeOf(index), index).enrolledAt);
    expect(enrolled).toEqual(enrolled.toSorted((a, b) => a - b));
  });

  it("has unique hardware ids, and serial numbers except for the usual placeholders", () => {
    expect(new Set(devices.map(({ uuid }) => uuid)).size).toBe(devices.length);
    const macs = devices.flatMap((device) => device.macs);
    expect(new Set(macs).size).toBe(macs.length);
    const serials = devices.map(({ serial }) => serial).filter((serial) => serial !== null);
    const real = serials.filter((serial) => /^[0-9A-Z]{7,}$/.test(serial));
    expect(new Set(real).size).toBe(real.length);
    expect(serials).toContain("To be filled by O.E.M.");
    expect(devices.some(({ serial, chassis }) => serial === null && chassis === "virtual-machine")).toBe(
      true,
    );
  });

  it("has phones with a valid IMEI", () => {
    const imeis = devices.map(({ imei }) => imei).filter((imei) => imei !== null);
    expect(imeis.length).toBeGreaterThan(50);
    const luhn = (digits: string) =>
      [...digits].reverse().reduce((sum, digit, at) => {
        const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
        return sum + (value > 9 ? value - 9 : value);
      }, 0) % 10;
    expect(imeis.filter((imei) => imei.length !== 15 || luhn(imei) !== 0)).toEqual([]);
  });

  it("has later records younger, none from the future, and devices seen after they came", () => {
    for (const [index, device] of devices.entries()) {
      expect(device.enrolledAt).toBeGreaterThanOrEqual(devices[index - 1]?.enrolledAt ?? 0);
      expect(device.enrolledAt).toBeLessThan(now);
      if (device.lastSeenAt !== null) expect(device.lastSeenAt).toBeGreaterThanOrEqual(device.enrolledAt);
      if (device.lastSeenAt !== null) expect(device.lastSeenAt).toBeLessThanOrEqual(now);
    }
    expect(devices.some(({ online, lastSeenAt }) => online && lastSeenAt === null)).toBe(true);
  });

  it("has people with addresses of their own at example.com, and managers above them", () => {
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(people.every(({ email }) => email.endsWith("@example.com"))).toBe(true);
    expect(people.every(({ index, manager }) => manager === null || manager < index)).toBe(true);
    expect(devices.some(({ owner }) => owner === null)).toBe(true);
    expect(devices.every(({ owner }) => owner === null || owner < people.length)).toBe(true);
  });
});
