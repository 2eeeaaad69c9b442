import type { AppFilters } from "@mdmkit/unified/vendor";
import { isTime } from "../devices/dated-devices.ts";
import { kindsOf } from "../devices/filters.ts";

/** The largest page of apps. */
export const APPS_PER_PAGE = 5000;

/** An app on a device is found by the device's id, and the lists are of computers and of mobile devices, so these filters are exact. */
export const pushedAppFilters = {
  device: ({ id }: NonNullable<AppFilters["device"]>) => typeof id === "string",
  // The list that an app comes from decides, also for an Apple TV or a headset, whose platform is unknown.
  device_type: () => true,
};

/** For which values a filter says where apps need not be looked for. */
export const narrowedAppFilters = {
  updated_since: isTime,
  platform: (platform: NonNullable<AppFilters["platform"]>) => kindsOf({ platform }).length === 1,
};
