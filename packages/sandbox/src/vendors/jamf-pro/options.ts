/** What a sandbox of Jamf Pro can be told beyond the common options. */
export type JamfProOptions = {
  /** Version of the server; operations that came later answer 404. Default: 11.30.1. */
  version?: string;
  /** Life of tokens in seconds. Default: 1200. */
  expiresIn?: number;
  /** Privileges of the role; a call that needs another answers 403. Default: all. */
  privileges?: readonly string[];
  /** Share of mobile devices whose record is broken: 500 for the page unless exceptions are handled leniently. Default: 0. */
  broken?: number;
  /** Reads that a write is kept from, unless they come with the cookie of the server it went to. Default: 0. */
  lag?: number;
  /** Whether updates go by plans, the newer of two ways; only then can plans be made. Default: true. */
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
