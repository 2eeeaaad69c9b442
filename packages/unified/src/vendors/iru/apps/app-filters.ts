import { type AppFilters, isUuid, type Platform } from "@mdmkit/unified/vendor";

/** What Prism calls platforms. */
export const FAMILIES: Partial<Record<Platform, string>> = { macos: "Mac", ios: "iPhone", ipados: "iPad" };

type DeviceFilter = NonNullable<AppFilters["device"]>;

export const deviceIn = ({ id }: Partial<DeviceFilter>): string | undefined =>
  typeof id === "string" && isUuid(id) ? id : undefined;

/** For which values a filter narrows what Iru gives. A tenant may ignore it, so every app is compared here again. */
export const NARROWED_APPS = {
  device: (device: DeviceFilter) => deviceIn(device) !== undefined,
  app_id: (bundle: string) => bundle === bundle.trim(),
  platform: (platform: Platform) => FAMILIES[platform] !== undefined,
};
