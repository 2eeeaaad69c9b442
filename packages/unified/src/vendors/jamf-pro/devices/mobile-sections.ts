import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type Drift, maybeList } from "@mdmkit/unified/vendor";
import type { JamfProMobileDevice } from "../api/record.ts";

type Section<Name extends keyof JamfProSchemas> = JamfProSchemas[Name] | null | undefined;

/** The sections of a mobile device, whatever its system: one that the system lacks is undefined. */
export type MobileSections = {
  general: Section<"MobileDeviceIosGeneral">;
  hardware: Section<"MobileDeviceHardware">;
  security: Section<"MobileDeviceSecurity">;
  purchasing: Section<"MobileDevicePurchasing">;
  network: Section<"MobileDeviceNetwork">;
};

export function sectionsOf(device: JamfProMobileDevice): MobileSections {
  return {
    general: device.general,
    hardware: device.hardware,
    security: "security" in device ? device.security : undefined,
    purchasing: "purchasing" in device ? device.purchasing : undefined,
    network: "network" in device ? device.network : undefined,
  };
}

export type Subscriptions = readonly JamfProSchemas["MobileDeviceServiceSubscriptions"][] | undefined;

export function subscriptionsOf(device: JamfProMobileDevice, drift?: Drift): Subscriptions {
  return "serviceSubscriptions" in device ? maybeList(device.serviceSubscriptions, drift) : undefined;
}
