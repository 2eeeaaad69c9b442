import { schemas } from "@mdmkit/ivanti-neurons/schemas";
import { noting } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { mapIvantiNeuronsDevice } from "./devices/map-device.ts";

/** All words of an enum of the vendor's document. */
function wordsOf(schema: string): string[] {
  const { enum: words } = Object(schemas[schema]);
  if (!Array.isArray(words)) throw new Error(`${schema} is no enum`);
  return words.filter((word) => word !== null).map(String);
}

/** A device with a value of the vendor's, from JSON as the vendor sends it, and the drift that was reported. */
function mapped(device: object) {
  const raw = JSON.parse(JSON.stringify({ id: 1, ...device }));
  const { result, noted } = noting((drift) => mapIvantiNeuronsDevice(raw, drift));
  return { device: result, reported: noted };
}

const UNKNOWN = "A_NEW_WORD";
const drift = ["unknown-value", UNKNOWN];

describe("every word of the document", () => {
  it.each(wordsOf("RegistrationState"))("%s is a state of enrollment", (registrationState) => {
    const { device, reported } = mapped({ registrationState });
    expect(reported).toEqual([]);
    expect(["enrolled", "pending", "removed"]).toContain(device.enrollment_status);
  });

  it.each(wordsOf("PlatformType"))("%s is a platform", (platformType) => {
    const { device, reported } = mapped({ platformType });
    expect(reported).toEqual([]);
    if (platformType === "OTHER") {
      expect([device.platform, device.type, device.os_name]).toEqual(["unknown", "other", undefined]);
      return;
    }
    expect(["ios", "macos", "android", "windows"]).toContain(device.platform);
    expect(device.os_name).toBeDefined();
    expect(device.type).not.toBe("other");
  });

  it.each(wordsOf("OwnershipType"))("%s says who owns the device, or that it is unknown", (ownershipType) => {
    const { device, reported } = mapped({ ownershipType });
    expect(reported).toEqual([]);
    expect(device.is_corporate_owned === undefined).toBe(ownershipType === "UNKNOWN");
  });
});

describe("a word that is not in the document", () => {
  it("is an unknown state of enrollment", () => {
    const { device, reported } = mapped({ registrationState: UNKNOWN });
    expect(device.enrollment_status).toBe("unknown");
    expect(device.mdm_enabled).toBeUndefined();
    expect(reported).toEqual([drift]);
  });

  it("is an unknown platform", () => {
    const { device, reported } = mapped({ platformType: UNKNOWN });
    expect([device.platform, device.type, device.os_name]).toEqual(["unknown", "other", undefined]);
    expect(reported).toContainEqual(drift);
  });

  it("does not say who owns the device", () => {
    const { device, reported } = mapped({ ownershipType: UNKNOWN });
    expect(device.is_corporate_owned).toBeUndefined();
    expect(reported).toEqual([drift]);
  });
});
