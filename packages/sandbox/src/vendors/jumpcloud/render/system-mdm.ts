import type { Row } from "../../../engine/records/values.ts";
import type { SystemFacts } from "./system.ts";

/** The `mdm` object: whether JumpCloud's own MDM or another one manages the device. */
export function mdmPart({ device, mdmDeviceId }: SystemFacts): Row {
  const apple = device.platform === "macos" || device.platform === "ios" || device.platform === "ipados";
  if (device.platform === "linux") return { mdm: { vendor: "none" } };
  if (device.platform === "windows" && !device.companyOwned) return { mdm: { vendor: "unknown" } };
  if (apple && mdmDeviceId === undefined) return { mdm: { vendor: "external", dep: false } };
  return {
    mdm: {
      vendor: "internal",
      dep: apple && device.automatedEnrollment,
      userApproved: apple,
      enrollmentType: apple
        ? device.automatedEnrollment
          ? "automated device"
          : device.companyOwned
            ? "device"
            : "user"
        : "unknown",
      profileIdentifier: apple ? "com.jumpcloud.mdm" : "",
      lostModeStatus: "",
      ...(mdmDeviceId === undefined ? {} : { internal: { deviceId: mdmDeviceId } }),
    },
  };
}
