import type { TransportOptions } from "@mdmkit/runtime";
import type { Vendor } from "./vendor.ts";

/** An option of a vendor's factory that a person can enter. */
export type VendorOption = {
  /** Property of the factory's options: `apiKey`. */
  readonly name: string;
  /** Environment variable: `JUMPCLOUD_API_KEY`. */
  readonly env: string;
  /** One sentence without a period. */
  readonly description: string;
  /** A made-up value with a valid format. */
  readonly example: string;
  /** Never shown, logged or taken from a command line. */
  readonly secret?: true;
  /** `url`: https, or http on loopback. */
  readonly kind?: "url";
  /** The allowed values. */
  readonly choices?: readonly string[];
};

/** A credential scheme: all values of `needs`, and those of `takes` that are given. */
export type CredentialScheme<Name extends string = string> = {
  /** Display name: `an API key`. */
  readonly what: string;
  /** Names of the options that must be given, all of them. */
  readonly needs: readonly Name[];
  /** Names of options that may be given with them. */
  readonly takes?: readonly Name[];
};

/** Values by option name. Blank and undefined count as not given. */
export type Values = Readonly<Record<string, string | undefined>>;

/** Transport options of a vendor, besides its own options. */
export type VendorTransport = Omit<Partial<TransportOptions>, "vendor" | "auth" | "tenant">;

/** A vendor for callers that choose it at run time: its options, and how to open an account. */
export type VendorDescriptor = {
  /** Kebab-case, as in `@mdmkit/unified/vendors/<id>`. */
  readonly id: string;
  /** Product name for people. */
  readonly name: string;
  /** Every vendor has a `baseUrl` among them. */
  readonly options: readonly VendorOption[];
  /** One suffices. Of several complete schemes the first is used. */
  readonly credentials: readonly CredentialScheme[];
  /** Throws `InvalidInputError`, naming options and never values, unless the values suffice. Nothing is requested yet. */
  create(values: Values, transport?: VendorTransport): Promise<Vendor>;
};
