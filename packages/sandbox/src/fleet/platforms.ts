import type { Platform } from "./device.ts";

/** Whether a platform is one of Apple's. */
export const isApple = (platform: Platform): boolean => platform === "macos" || isAppleMobile(platform);

/** Whether it runs on iPhones or iPads. */
export const isAppleMobile = (platform: Platform): boolean => platform === "ios" || platform === "ipados";

/** Whether it runs on phones and tablets. */
export const isMobile = (platform: Platform): boolean => platform === "android" || isAppleMobile(platform);
