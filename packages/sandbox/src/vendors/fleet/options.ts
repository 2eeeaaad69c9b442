/** The options of a sandbox of Fleet beyond the common ones. */
export type FleetOptions = {
  /** `free`: there are no teams and no counts of vulnerabilities, and what is Premium returns 402. Default: `premium`. */
  license?: "free" | "premium";
  /** Whether logging in sends a link by mail instead of a token. Default: false. */
  secondFactor?: boolean;
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof FleetOptions, true> = { license: true, secondFactor: true };

/** What `createFleetClient` and `fleet` of the unified client want; email and password are another way to a token. */
export type FleetCredentials = { token: string; email: string; password: string };
