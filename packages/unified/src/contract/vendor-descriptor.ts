import type { TransportOptions } from "@mdmkit/runtime";
import type { Vendor } from "./vendor.ts";
import { usableValues, type Values } from "./vendor-values.ts";

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

type Definition<
  Options extends readonly VendorOption[],
  Ways extends readonly CredentialWay<NameOf<Options>>[],
> = {
  readonly id: string;
  readonly name: string;
  readonly options: Options & ("baseUrl" extends NameOf<Options> ? unknown : never);
  readonly credentials: Ways;
  /** Gets the values of one complete way; those of the other ways are left out. */
  open(options: OpenOptions<Options, Ways[number], Ways[number]> & VendorTransport): Promise<Vendor>;
};

type NameOf<Options extends readonly VendorOption[]> = Options[number]["name"];
type ValueOf<Option> = Option extends { choices: readonly (infer Choice)[] } ? Choice : string;
type ValuesOf<Options extends readonly VendorOption[], Name> = {
  [Option in Options[number] as Option["name"] & Name]: ValueOf<Option>;
};
type Needed<Way> = Way extends { needs: readonly (infer Name)[] } ? Name : never;
type Taken<Way> = Way extends { takes: readonly (infer Name)[] } ? Name : never;

/** One member per way, as vendors' factories type their credentials. */
type OpenOptions<Options extends readonly VendorOption[], Way, EveryWay> = Way extends CredentialWay
  ? ValuesOf<Options, Needed<Way>> &
      Partial<ValuesOf<Options, Taken<Way>>> & {
        [Name in Exclude<Needed<EveryWay> | Taken<EveryWay>, Needed<Way> | Taken<Way>> & string]?: undefined;
      } & Partial<ValuesOf<Options, Exclude<NameOf<Options>, Needed<EveryWay> | Taken<EveryWay>>>>
  : never;

/** Checks a descriptor against the vendor's factory at compile time, and its values at run time. */
export function describeVendor<
  const Options extends readonly VendorOption[],
  const Ways extends readonly CredentialWay<NameOf<Options>>[],
>({ open, ...facts }: Definition<Options, Ways>): VendorDescriptor {
  return {
    ...facts,
    async create(values, transport = {}) {
      const given = usableValues(facts, values);
      // The one place where checked text takes the types that the options' names and choices spell out.
      return open({ ...transport, ...given } as Parameters<typeof open>[0]);
    },
  };
}

/** Made-up values that suffice: for asking a vendor what it can do before anybody has credentials. */
export function exampleValues({ options, credentials }: VendorDescriptor): Values {
  const needed = options.filter(({ name }) => credentials[0]?.needs.includes(name));
  return Object.fromEntries(needed.map(({ name, example }) => [name, example]));
}
