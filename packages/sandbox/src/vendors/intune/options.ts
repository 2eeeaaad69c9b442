/** The options of a sandbox of Intune beyond the common ones. */
export type IntuneOptions = {
  /** False: the tenant has no Intune, so every device call is refused. Default: true. */
  licensed?: boolean;
  /** Seconds that a token is valid. Default: 3599. */
  expiresIn?: number;
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof IntuneOptions, true> = { licensed: true, expiresIn: true };

/** What `createIntuneClient` and `intune` of the unified client want. */
export type IntuneCredentials = {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  tokenUrl: string;
};
