import { type Device, type Drift, first, isRecord, text, unique } from "@mdmkit/unified/vendor";
import type { MobileSections, Subscriptions } from "./mobile-sections.ts";

type Network = MobileSections["network"];

/** Digits of each radio's IMEI, which Apple writes in groups. */
export function imeisOf(network: Network, subscriptions: Subscriptions, drift?: Drift): Device["imeis"] {
  if (!isRecord(network) && !subscriptions) return undefined;
  const written = [text(network?.imei, drift), ...(subscriptions ?? []).map(({ imei }) => text(imei, drift))];
  return unique(written.map((imei) => imei?.replace(/\D/g, "")));
}

export function iccidsOf(network: Network, subscriptions: Subscriptions, drift?: Drift): Device["iccids"] {
  if (!isRecord(network) && !subscriptions) return undefined;
  const written = [
    text(network?.iccid, drift),
    ...(subscriptions ?? []).map(({ iccid }) => text(iccid, drift)),
  ];
  return unique(written.map((iccid) => iccid?.replace(/\s/g, "")));
}

export function phoneNumberOf(
  network: Network,
  subscriptions: Subscriptions,
  drift?: Drift,
): Device["phone_number"] {
  return first(
    text(network?.phoneNumber, drift),
    ...(subscriptions ?? []).map(({ phoneNumber }) => text(phoneNumber, drift)),
  );
}

export function carrierOf(network: Network, subscriptions: Subscriptions, drift?: Drift): Device["carrier"] {
  return first(
    text(network?.currentCarrierNetwork, drift),
    text(network?.homeCarrierNetwork, drift),
    ...(subscriptions ?? []).map(({ currentCarrierNetwork }) => text(currentCarrierNetwork, drift)),
  );
}
