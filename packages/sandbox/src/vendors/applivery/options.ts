/** The options of a sandbox of Applivery beyond the common ones. */
export type AppliveryOptions = {
  /** Errors have status 200 and `status: false` in the body. Default: false. */
  hiddenFailures?: boolean;
  /** How `data` of policies, apps and locations looks: the list itself, or an object around it. Default: `items`. */
  lists?: "array" | "items";
  /** Share of Android devices without Google services, managed as AOSP. Default: 0.3. */
  aosp?: number;
  /** Share of devices with Applivery's agent, which shows messages. Default: 0.8. */
  agents?: number;
  /** Rows of the list over all platforms name the platform's record (`admDevice` …). Default: true. */
  platformIds?: boolean;
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof AppliveryOptions, true> = {
  hiddenFailures: true,
  lists: true,
  aosp: true,
  agents: true,
  platformIds: true,
};

/** What `createAppliveryClient` and `applivery` of the unified client want. */
export type AppliveryCredentials = { token: string; organizationId: string };
