/** The options of a sandbox of SimpleMDM beyond the common ones. */
export type SimpleMDMOptions = {
  /** Areas that the key may read or write, such as `Devices: read`. Default: all. */
  areas?: readonly string[];
  /** An older account: devices name their device group alone, and dates have blanks. Default: false. */
  older?: boolean;
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof SimpleMDMOptions, true> = { areas: true, older: true };

/** What `createSimpleMDMClient` and `simplemdm` of the unified client want. */
export type SimpleMDMCredentials = { apiKey: string };
