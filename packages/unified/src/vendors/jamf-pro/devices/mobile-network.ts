import type { Device } from "../../../contract/model.ts";
import { first, list, text, unique } from "../../../mapping/values.ts";
import { isRecord } from "../../../records/record.ts";
import type { MobileSections } from "./mobile-sections.ts";

type Network = MobileSections["network"];
type Subscriptions = MobileSections["serviceSubscriptions"];

/** Digits of each radio's IMEI, which Apple writes in groups. */
export function imeisOf(network: Network, subscriptions: Subscriptions): Device["imeis"] {
  if (!isRecord(network) && !Array.isArray(subscriptions)) return undefined;
  const written = [network?.imei, ...list(subscriptions).map(({ imei }) => imei)];
  return unique(written.map((imei) => text(imei)?.replace(/\D/g, "")));
}

export function iccidsOf(network: Network, subscriptions: Subscriptions): Device["iccids"] {
  if (!isRecord(network) && !Array.isArray(subscriptions)) return undefined;
  const written = [network?.iccid, ...list(subscriptions).map(({ iccid }) => iccid)];
  return unique(written.map((iccid) => text(iccid)?.replace(/\s/g, "")));
}

export function phoneNumberOf(network: Network, subscriptions: Subscriptions): Device["phone_number"] {
  return first(
    text(network?.phoneNumber),
    ...list(subscriptions).map(({ phoneNumber }) => text(phoneNumber)),
  );
}

export function carrierOf(network: Network, subscriptions: Subscriptions): Device["carrier"] {
  return first(
    text(network?.currentCarrierNetwork),
    text(network?.homeCarrierNetwork),
    ...list(subscriptions).map(({ currentCarrierNetwork }) => text(currentCarrierNetwork)),
  );
}
