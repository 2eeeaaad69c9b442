import { appliveryFleet } from "./applivery.ts";
import type { Fleet } from "./fleet.ts";
import { ivantiNeuronsFleet } from "./ivanti-neurons.ts";
import { jamfProFleet } from "./jamf-pro.ts";
import { jumpcloudFleet } from "./jumpcloud.ts";

/** Fleets by vendor id. */
export const fleets: Readonly<Record<string, Fleet>> = {
  jumpcloud: jumpcloudFleet,
  "ivanti-neurons": ivantiNeuronsFleet,
  applivery: appliveryFleet,
  "jamf-pro": jamfProFleet,
};

export function fleetOf(vendor: string): Fleet {
  const fleet = fleets[vendor];
  if (fleet) return fleet;
  throw new Error(`Unknown vendor ${vendor}. Vendors with a fleet: ${Object.keys(fleets).join(", ")}.`);
}

export type { Fleet } from "./fleet.ts";
