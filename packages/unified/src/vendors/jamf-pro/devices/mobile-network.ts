import { type Device, type Drift, first, iccids, imeis, text } from "@mdmkit/unified/vendor";
import type { MobileSections, Subscriptions } from "./mobile-sections.ts";

type Network = MobileSections["network"];

export function imeisOf(network: Network, subscriptions: Subscriptions, drift?: Drift): Device["imeis"] {
  return imeis([text(network?.imei, drift), ...(subscriptions ?? []).map(({ imei }) => text(imei, drift))]);
}

export function iccidsOf(network: Network, subscriptions: Subscriptions, drift?: Drift): Device["iccids"] {
  return iccids([
    text(network?.iccid, drift),
    ...(subscriptions ?? []).map(({ iccid }) => text(iccid, drift)),
  ]);
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
