import { schemas } from "@mdmkit/applivery/schemas";
import { noting } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { mapAppliveryDevice } from "./devices/map-device.ts";

/** All words of an enum of the vendor's document. */
function wordsOf(schema: string): string[] {
  const { enum: words } = Object(schemas[schema]);
  if (!Array.isArray(words)) throw new Error(`${schema} is no enum`);
  return words.map(String);
}

/** A device with a value of the vendor's, from JSON as the vendor sends it, and the drift that was reported. */
function mapped(device: object) {
  const raw = JSON.parse(JSON.stringify(device));
  const { result, noted } = noting((drift) => mapAppliveryDevice(raw, drift));
  return { device: result, reported: noted };
}

const UNKNOWN = "A_NEW_WORD";
const drift = [["unknown-value", UNKNOWN]];

describe("every word of the document", () => {
  it.each(wordsOf("WinDeviceState"))("%s is a state of a Windows device", (state) => {
    const { device, reported } = mapped({ type: "windows", state });
    expect(reported).toEqual([]);
    expect(device.enrollment_status === "unknown").toBe(state === "UNKNOWN");
  });

  it.each(wordsOf("DevicePlatform"))("%s is a platform", (type) => {
    const { device, reported } = mapped({ type, summary: { model: "iPad Air" } });
    expect(reported).toEqual([]);
    expect(device.platform).not.toBe("unknown");
    expect(device.type).not.toBe("other");
  });

  it.each(wordsOf("ManagementMode"))("%s is a mode of management", (managementMode) => {
    const { device, reported } = mapped({ type: "android", managementMode });
    expect(reported).toEqual([]);
    expect(device.is_corporate_owned).toBe(managementMode === "DEVICE_OWNER" ? true : undefined);
  });

  it.each(wordsOf("DeviceSubType"))("%s is a kind of row", (subType) => {
    expect(mapped({ type: "apple", subType, state: "ACTIVE" }).reported).toEqual([]);
  });

  it.each(["ACTIVE", "DISABLED", "active", "enrolled"])("%s means managed on other platforms", (state) => {
    expect(mapped({ type: "android", state }).device.enrollment_status).toBe("enrolled");
  });
});

describe("a word that is not in the document", () => {
  it("is an unknown state of a Windows device", () => {
    const { device, reported } = mapped({ type: "windows", state: UNKNOWN });
    expect(device.enrollment_status).toBe("unknown");
    expect(reported).toEqual(drift);
  });

  it("is an unknown state on other platforms, whose states are undocumented", () => {
    expect(mapped({ type: "apple", state: UNKNOWN }).device.enrollment_status).toBe("unknown");
  });

  it("is an unknown platform", () => {
    const { device, reported } = mapped({ type: UNKNOWN });
    expect([device.platform, device.type]).toEqual(["unknown", "other"]);
    expect(reported).toContainEqual(drift[0]);
  });

  it("does not say who owns the device", () => {
    const { device, reported } = mapped({ type: "android", managementMode: UNKNOWN });
    expect(device.is_corporate_owned).toBeUndefined();
    expect(reported).toContainEqual(drift[0]);
  });
});
