/** The options of a sandbox of Ivanti Neurons for MDM beyond the common ones. */
export type IvantiNeuronsOptions = {
  /** Device spaces of the tenant; devices are spread over them. Default: 2. */
  spaces?: number;
  /** The administrator has a GDPR profile, so that names, addresses and identifiers are masked. Default: false. */
  gdprProfile?: boolean;
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof IvantiNeuronsOptions, true> = { spaces: true, gdprProfile: true };

/** What `createIvantiNeuronsClient` and `ivantiNeurons` of the unified client want; the token stands for the password. */
export type IvantiNeuronsCredentials = { username: string; password: string; token: string };
