import type { NinjaOneScope } from "@mdmkit/ninjaone";

/** The options of a sandbox of NinjaOne beyond the common ones. */
export type NinjaOneOptions = {
  /** Scopes that the API application may ask for. Default: all. */
  scopes?: readonly NinjaOneScope[];
  /** Seconds a token lives. Default: 3600. */
  expiresIn?: number;
  /** Whether the tenant has the product that counts vulnerabilities; without it the counts are 0. Default: true. */
  vulnerabilities?: boolean;
  /** Whether `expand` works, which the vendor documents nowhere. Default: true. */
  expand?: boolean;
  /** The most rows of a page, whatever is asked for. Default: no limit. */
  pageLimit?: number;
  /** How reports name the next page: in an object with offset and count, or as plain text. Default: `object`. */
  cursors?: "object" | "text";
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof NinjaOneOptions, true> = {
  scopes: true,
  expiresIn: true,
  vulnerabilities: true,
  expand: true,
  pageLimit: true,
  cursors: true,
};

/** What `createNinjaOneClient` and `ninjaone` of the unified client want. */
export type NinjaOneCredentials = { clientId: string; clientSecret: string; scope: string };
