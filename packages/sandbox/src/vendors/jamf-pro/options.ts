/** The options of a sandbox of Jamf Pro beyond the common ones. */
export type JamfProOptions = {
  /** Version of the server; later operations return 404, and records have the values of that version. Default: 11.30.1. */
  version?: string;
  /** Life of tokens in seconds. Default: 1200. */
  expiresIn?: number;
  /** Privileges of the role; a call that needs another returns 403. Default: all. */
  privileges?: readonly string[];
  /** Share of mobile devices whose record is broken: the page returns 500 unless exceptions are handled leniently. Default: 0. */
  broken?: number;
  /** Number of reads that do not see a write, unless they have the cookie of the server that took it. Default: 0. */
  lag?: number;
  /** Whether updates use plans, the newer method; only then can plans be created. Default: true. */
  updatePlans?: boolean;
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof JamfProOptions, true> = {
  version: true,
  expiresIn: true,
  privileges: true,
  broken: true,
  lag: true,
  updatePlans: true,
};

/** What `createJamfProClient` and `jamfPro` of the unified client want. */
export type JamfProCredentials = {
  clientId: string;
  clientSecret: string;
  username: string;
  password: string;
};
