import { present, type Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";

export type AppleFacts = {
  device: PhysicalDevice;
  id: string;
  appleMdmId: string;
  /** False for a device that the maker's program knows and that is not set up yet. */
  enrolled: boolean;
};

/** A row of `/api/v2/applemdms/{id}/devices`; its id is not that of the system. Personal devices report less. */
export function renderAppleDevice({ device, id, appleMdmId, enrolled }: AppleFacts): Row {
  return present({
    id,
    appleMdmId,
    serialNumber: device.serial ?? "",
    udid: device.uuid,
    osVersion: enrolled ? device.os.version : "",
    mdmOsFamily: device.platform === "macos" ? "macOS" : device.platform === "ios" ? "iOS" : "iPadOS",
    modelFamily: device.model.family,
    depRegistered: device.automatedEnrollment || !enrolled,
    enrolled,
    createdAt: new Date(device.enrolledAt).toISOString(),
    hasActivationLockBypassCodes: enrolled && device.supervised,
    securityInfo: enrolled && device.encrypted !== null ? securityInfo(device) : {},
    deviceInformation: enrolled ? deviceInformation(device) : {},
  });
}

function securityInfo(device: PhysicalDevice): Row {
  return {
    enrolledViaDep: device.automatedEnrollment,
    isUserEnrollment: !device.companyOwned,
    userApprovedEnrollment: true,
    passcodePresent: true,
    passcodeCompliant: true,
    ...(device.platform === "macos"
      ? { filevaultEnabled: device.encrypted, recoveryLockEnabled: false }
      : {}),
  };
}

function deviceInformation(device: PhysicalDevice): Row {
  return present({
    deviceName: device.name,
    isSupervised: device.supervised,
    isAppleSilicon: device.platform === "macos" ? device.model.arch === "arm64" : undefined,
    deviceCapacity: Math.floor(device.storageBytes / 1e9),
    availableDeviceCapacity: Math.floor(device.freeBytes / 1e9),
    modelName: device.model.family,
    modelMarketingName: device.model.name,
    modelNumber: device.model.identifier,
    osBuildVersion: device.os.build,
    osMarketingName: device.os.codename === null ? undefined : `${device.os.name} ${device.os.codename}`,
    imei: device.imei ?? undefined,
    iccid: device.imei === null ? undefined : `8935101${device.imei.slice(2)}`,
    subscriberCarrierNetwork: device.imei === null ? undefined : "Example Mobile",
    // Not reported for devices enrolled by their users.
    wifiMac: device.companyOwned ? device.macs[0] : undefined,
  });
}
