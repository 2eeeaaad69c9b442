import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { spacedImei } from "../../../fleet/identifiers.ts";

/** A device without a cellular radio has blanks. */
export function network({ imei, index }: PhysicalDevice): Row {
  const cellular = imei !== null;
  return {
    cellularTechnology: cellular ? "GSM" : "Unknown",
    voiceRoamingEnabled: false,
    imei: cellular ? spacedImei(imei) : "",
    iccid: cellular ? iccid(index) : "",
    meid: "",
    eid: "",
    carrierSettingsVersion: cellular ? "58.0" : "",
    currentCarrierNetwork: cellular ? "Example Mobile" : "",
    currentMobileCountryCode: cellular ? "268" : "",
    currentMobileNetworkCode: cellular ? "01" : "",
    homeCarrierNetwork: cellular ? "Example Mobile" : "",
    homeMobileCountryCode: cellular ? "268" : "",
    homeMobileNetworkCode: cellular ? "01" : "",
    dataRoamingEnabled: false,
    roaming: false,
    personalHotspotEnabled: false,
    phoneNumber: cellular ? `+155501${String(index % 100).padStart(2, "0")}` : "",
    preferredVoiceNumber: "",
  };
}

/** One per slot; the second is an unused eSIM. */
export function serviceSubscriptions({ imei, index }: PhysicalDevice): Row[] {
  if (imei === null) return [];
  const slot = {
    carrierSettingsVersion: "58.0",
    currentCarrierNetwork: "Example Mobile",
    currentMobileCountryCode: "268",
    currentMobileNetworkCode: "01",
    subscriberCarrierNetwork: "Example Mobile",
    iccid: iccid(index),
    imei: spacedImei(imei),
    dataPreferred: true,
    voicePreferred: true,
    label: "Primary",
    labelId: "00000000-0000-0000-0000-000000000001",
    phoneNumber: `+155501${String(index % 100).padStart(2, "0")}`,
    slot: "CTSubscriptionSlotOne",
  };
  const second = {
    ...slot,
    currentCarrierNetwork: "",
    subscriberCarrierNetwork: "",
    iccid: "",
    phoneNumber: "",
  };
  return [
    slot,
    { ...second, imei: "", dataPreferred: false, voicePreferred: false, slot: "CTSubscriptionSlotTwo" },
  ];
}

const iccid = (index: number): string => `8935101${String(index).padStart(13, "0")}`;
