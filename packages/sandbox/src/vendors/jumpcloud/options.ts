/** Options of a JumpCloud sandbox beyond the common ones. */
export type JumpCloudOptions = {
  /** The administrator serves several organizations, so that `x-org-id` is required. Default: false. */
  multiTenant?: boolean;
  /** How many organizations the administrator sees; records belong to the first. Default: 1. */
  organizations?: number;
  /** What a `limit` above 100 does; it is not documented, and silent truncation is the worse case. Default: `cut`. */
  overLimit?: "cut" | "reject";
  /** `expires_in` of tokens, in seconds; null leaves it out of the response. Default: 3600. */
  expiresIn?: number | null;
  /** Share of agent systems with System Insights enabled. Default: 0.9. */
  insights?: number;
  /** Share of systems that are left over from an older agent on the same hardware. Default: 0. */
  duplicates?: number;
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof JumpCloudOptions, true> = {
  multiTenant: true,
  organizations: true,
  overLimit: true,
  expiresIn: true,
  insights: true,
  duplicates: true,
};

/** What `createJumpCloudClient` and `jumpcloud` of the unified client want. */
export type JumpCloudCredentials = {
  apiKey: string;
  organizationId: string;
  clientId: string;
  clientSecret: string;
  tokenUrl: string;
};
