import type { TransportOptions } from "@mdmkit/runtime";
import type { Vendor } from "./vendor.ts";

/** One thing a vendor's factory takes that a person can type: where it is set, and what it looks like. */
export type VendorOption = {
  /** Property of the factory's options: `apiKey`. */
  readonly name: string;
  /** Environment variable: `JUMPCLOUD_API_KEY`. */
  readonly env: string;
  /** One sentence without a period. */
  readonly description: string;
  /** A made-up value of the right form. */
  readonly example: string;
  /** Never shown, logged or taken from a command line. */
  readonly secret?: true;
  /** `url`: https, or http on loopback. */
  readonly kind?: "url";
  /** The only values there are. */
  readonly choices?: readonly string[];
};

/** One way to prove who is calling: all of `needs`, and with it whatever is given of `takes`. */
export type CredentialWay<Name extends string = string> = {
  /** For people: `an API key`. */
  readonly what: string;
  readonly needs: readonly Name[];
  readonly takes?: readonly Name[];
};

/** Values by option name; blank and undefined count as not given. */
export type Values = Readonly<Record<string, string | undefined>>;

/** What an opened vendor may be given besides its own options. */
export type VendorTransport = Omit<Partial<TransportOptions>, "vendor" | "auth" | "tenant">;

/** A vendor for callers that choose it at run time: what to ask a person for, and how to open an account with it. */
export type VendorDescriptor = {
  readonly id: string;
  /** Product name for people. */
  readonly name: string;
  /** Every vendor has a `baseUrl` among them. */
  readonly options: readonly VendorOption[];
  /** Any one suffices; of several that are complete the first is used. */
  readonly credentials: readonly CredentialWay[];
  /** Throws `InvalidInputError`, naming options and never values, unless the values suffice. Nothing is requested yet. */
  create(values: Values, transport?: VendorTransport): Promise<Vendor>;
};
