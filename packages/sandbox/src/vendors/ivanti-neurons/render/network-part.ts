import type { Row } from "../../../engine/records/values.ts";
import { spacedImei } from "../../../fleet/identifiers.ts";
import type { Facts } from "./facts.ts";

/** Addresses, radios and carriers. Identifiers contain blanks, and missing values have several spellings. */
export function networkPart({ device, draw }: Facts): Row {
  const sim = device.imei !== null;
  const carrier = sim ? "Example Mobile" : draw.pick("no-carrier", ["UNKNOWN", "Not Present", "unknown"]);
  return {
    wifiMacAddress: device.macs[0] ?? null,
    // With blanks, as radios print it.
    imei: device.imei !== null ? spacedImei(device.imei) : device.platform === "android" ? "" : null,
    imei2: device.platform === "android" ? "" : null,
    imsi: sim ? `00101${draw.text("imsi", { alphabet: "0123456789", length: 10 })}` : "Not Present",
    meid: sim && draw.chance("meid", 0.5) ? `A000${draw.hex("meid", 10).toUpperCase()}` : null,
    iccid: sim ? `8944 1000 ${draw.text("iccid", { alphabet: "0123456789", length: 11 })}` : null,
    phoneNumber: sim ? `+1555${draw.text("phone", { alphabet: "0123456789", length: 7 })}` : "",
    cellularTechnology: sim ? "GSM/CDMA" : "device__p_cellular_technology",
    currentCarrierNetwork: carrier,
    subscriberCarrierNetwork: sim ? carrier : "UNKNOWN",
    currentMcc: sim ? "310" : null,
    currentMnc: sim ? "010" : null,
    subscriberMcc: sim ? "310" : null,
    subscriberMnc: sim ? "010" : null,
  };
}
