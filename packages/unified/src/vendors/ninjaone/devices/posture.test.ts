import { describe, expect, it } from "vitest";
import type { NinjaOneDeviceRecord } from "../api/record.ts";
import { mapNinjaOneDevice } from "./map-device.ts";

const DAY = 86_400;
const NOW = 1_763_460_000;
const device = (parts: NinjaOneDeviceRecord): NinjaOneDeviceRecord => ({
  id: 11,
  nodeClass: "WINDOWS_WORKSTATION",
  lastContact: NOW,
  ...parts,
});
const product = (productState: string, definitionStatus = "UP_TO_DATE", timestamp = NOW) => ({
  productName: "SentinelOne",
  productState,
  definitionStatus,
  timestamp,
});

describe("antivirus", () => {
  it.each([
    ["ON, up to date", [product("ON")], true, "healthy"],
    ["ON, out of date", [product("ON", "OUT_OF_DATE")], true, "degraded"],
    ["OFF", [product("OFF")], true, "unhealthy"],
    ["OFF beside another that is ON", [product("OFF"), product("ON")], true, "healthy"],
    ["in a state that no client knows", [product("SNOOZED")], true, "unknown"],
    ["NONE, which is no product", [{ productName: "NONE", timestamp: NOW }], false, undefined],
    [
      "that was there weeks before the last contact",
      [product("ON", "", NOW - 16 * DAY)],
      undefined,
      "unknown",
    ],
    [
      "that was there weeks before, in milliseconds",
      [product("ON", "", (NOW - 16 * DAY) * 1000)],
      undefined,
      "unknown",
    ],
    ["without a name", [{ timestamp: NOW }], undefined, undefined],
    ["that is not reported", [], undefined, undefined],
  ])("%s", (_, antivirus, edr_installed, edr_status) => {
    const mapped = mapNinjaOneDevice(device({ antivirus }));
    expect([mapped.edr_installed, mapped.edr_status]).toEqual([edr_installed, edr_status]);
  });

  it("that is OFF on a Mac cannot be read", () => {
    expect(mapNinjaOneDevice(device({ nodeClass: "MAC", antivirus: [product("OFF")] })).edr_status).toBe(
      "unknown",
    );
  });
});

describe("health", () => {
  const health = { pendingOSPatchesCount: 0, failedOSPatchesCount: 0, criticalVulnerabilityCount: 0 };

  it("has 0 vulnerabilities only where the tenant counts them", () => {
    expect(mapNinjaOneDevice(device({ health })).critical_vuln_count).toBeUndefined();
    const counted = device({ health, countsVulnerabilities: true });
    expect(mapNinjaOneDevice(counted).critical_vuln_count).toBe(0);
  });

  it("has updates where patches are pending or have failed", () => {
    expect(mapNinjaOneDevice(device({ health })).patch_status).toBe("up_to_date");
    const failed = device({ health: { ...health, failedOSPatchesCount: 1 } });
    expect(mapNinjaOneDevice(failed).patch_status).toBe("updates_available");
  });

  it("says nothing of patches before the first contact, and of phones", () => {
    expect(mapNinjaOneDevice({ ...device({ health }), lastContact: undefined }).patch_status).toBeUndefined();
    expect(mapNinjaOneDevice(device({ nodeClass: "ANDROID", health })).patch_status).toBeUndefined();
  });
});

describe("BitLocker", () => {
  const encryptionOf = (bitLockerStatus: object, driveLetter = "C:") =>
    mapNinjaOneDevice(device({ bitLockerVolumes: [{ driveLetter, bitLockerStatus }] })).disk_encryption;

  it.each([
    [{ protectionStatus: "PROTECTED", conversionStatus: "FULLY_ENCRYPTED" }, true],
    [{ protectionStatus: "PROTECTED", conversionStatus: "ENCRYPTION_IN_PROGRESS" }, false],
    [{ protectionStatus: "UNPROTECTED", conversionStatus: "FULLY_ENCRYPTED" }, false],
    [{ protectionStatus: "UNKNOWN", conversionStatus: "FULLY_ENCRYPTED" }, undefined],
    [{}, undefined],
  ])("%j", (status, expected) => expect(encryptionOf(status)).toBe(expected));

  it("says nothing of the volume of another system", () => {
    const bitLockerStatus = { protectionStatus: "UNPROTECTED", conversionStatus: "FULLY_DECRYPTED" } as const;
    const mac = device({ nodeClass: "MAC", bitLockerVolumes: [{ name: "/", bitLockerStatus }] });
    expect(mapNinjaOneDevice(mac).disk_encryption).toBeUndefined();
  });

  it("of another volume says nothing of the system's", () => {
    const status = { protectionStatus: "UNPROTECTED", conversionStatus: "FULLY_DECRYPTED" };
    expect(encryptionOf(status, "D:")).toBeUndefined();
  });
});
