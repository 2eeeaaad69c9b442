import { noting } from "@mdmkit/unified/testing";
import type { Drift } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import { mapAppliveryDevice } from "./applivery/devices/map-device.ts";
import { mapIvantiNeuronsDevice } from "./ivanti-neurons/devices/map-device.ts";
import { mapJamfProComputer } from "./jamf-pro/devices/map-computer.ts";
import { mapJamfProMobileDevice } from "./jamf-pro/devices/map-mobile-device.ts";
import { mapJumpCloudSystem } from "./jumpcloud/devices/map-system.ts";

/** From JSON, as the vendor sends it: maintainers try out a document without this property (docs/maintainers-day.md). */
const jumpCloudSystem = (remoteIP: string, drift?: Drift) =>
  mapJumpCloudSystem(JSON.parse(JSON.stringify({ remoteIP })), drift);

describe("the public address", () => {
  it.each(["172.31.0.5", "100.64.3.2", "127.0.0.1", "0.0.0.0", "fd00::7", "::1", "N/A"])(
    "is absent where the server saw %s, without drift",
    (address) => {
      const { noted, result } = noting((drift) => [
        mapJamfProComputer({ general: { lastIpAddress: address } }, drift).public_ip,
        jumpCloudSystem(address, drift).public_ip,
      ]);
      expect(result).toEqual([undefined, undefined]);
      expect(noted).toEqual([]);
    },
  );

  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:0DB8:0::7", "2001:db8::7"],
  ])("%s is %s", (address, expected) => {
    expect(mapJamfProComputer({ general: { lastIpAddress: address } }).public_ip).toBe(expected);
    expect(jumpCloudSystem(address).public_ip).toBe(expected);
  });
});

const ipAddresses = (address: string) => [
  mapJamfProComputer({ general: { lastReportedIpV4: address } }).ip_addresses,
  mapJamfProMobileDevice({ deviceType: "iOS", general: { ipAddress: address } }).ip_addresses,
  mapIvantiNeuronsDevice({ id: 7, ipAddress: address }).ip_addresses,
  mapAppliveryDevice({ summary: { ipAddress: address } }).ip_addresses,
  mapJumpCloudSystem({ networkInterfaces: [{ address }] }).ip_addresses,
];

describe("addresses of a device", () => {
  it.each(["0.0.0.0", "127.0.0.1", "169.254.7.7", "255.255.255.255", "::", "::1", "fe80::1%en0", "ff02::1"])(
    "are not known where the only value is %s",
    (address) => expect(ipAddresses(address)).toEqual(Array(5).fill(undefined)),
  );

  it.each([
    ["10.0.0.7", "10.0.0.7"],
    ["2001:DB8:0:0::7", "2001:db8::7"],
    ["::ffff:10.0.0.7", "10.0.0.7"],
  ])("%s is written as %s", (address, expected) => {
    expect(ipAddresses(address)).toEqual(Array(5).fill([expected]));
  });

  it("are each written once, in whatever form they came", () => {
    const general = {
      lastReportedIpV6: "2001:db8:0::7",
      lastReportedIp: "2001:DB8::7",
      lastReportedIpV4: "0.0.0.0",
    };
    expect(mapJamfProComputer({ general }).ip_addresses).toEqual(["2001:db8::7"]);
  });

  it("are an empty list where JumpCloud has the internal interface alone", () => {
    const networkInterfaces = [{ internal: true, address: "127.0.0.1" }, { address: "fe80::1" }];
    expect(mapJumpCloudSystem({ networkInterfaces }).ip_addresses).toEqual([]);
  });
});

it("hardware addresses are read in every common form, and are those of one device", () => {
  const ofMac = (mac: string) => mapJamfProComputer({ hardware: { macAddress: mac } }).mac_addresses;
  for (const mac of ["02:00:5E:00:53:AF", "02-00-5e-00-53-af", "02005E0053AF", "0200.5e00.53af"])
    expect(ofMac(mac)).toEqual(["02:00:5e:00:53:af"]);
  for (const none of [
    "00:00:00:00:00:00",
    "FF-FF-FF-FF-FF-FF",
    "01:00:5e:00:00:01",
    "02:00:5e:00:53",
    "02005E0053A",
  ])
    expect(ofMac(none)).toBeUndefined();
});
