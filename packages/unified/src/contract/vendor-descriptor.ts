import type { Vendor } from "./vendor.ts";
import type {
  CredentialScheme,
  Values,
  VendorDescriptor,
  VendorOption,
  VendorTransport,
} from "./vendor-option.ts";
import { usableValues } from "./vendor-values.ts";

type Definition<
  Options extends readonly VendorOption[],
  Schemes extends readonly CredentialScheme<NameOf<Options>>[],
> = {
  readonly id: string;
  readonly name: string;
  readonly options: Options & ("baseUrl" extends NameOf<Options> ? unknown : never);
  readonly credentials: Schemes;
  /** Gets the values of one complete scheme; those of the other schemes are left out. */
  open(options: OpenOptions<Options, Schemes[number], Schemes[number]> & VendorTransport): Promise<Vendor>;
};

type NameOf<Options extends readonly VendorOption[]> = Options[number]["name"];
type ValueOf<Option> = Option extends { choices: readonly (infer Choice)[] } ? Choice : string;
type ValuesOf<Options extends readonly VendorOption[], Name> = {
  [Option in Options[number] as Option["name"] & Name]: ValueOf<Option>;
};
type Needed<Scheme> = Scheme extends { needs: readonly (infer Name)[] } ? Name : never;
type Taken<Scheme> = Scheme extends { takes: readonly (infer Name)[] } ? Name : never;

/** One member per scheme, as vendors' factories type their credentials. */
type OpenOptions<
  Options extends readonly VendorOption[],
  Scheme,
  EveryScheme,
> = Scheme extends CredentialScheme
  ? ValuesOf<Options, Needed<Scheme>> &
      Partial<ValuesOf<Options, Taken<Scheme>>> & {
        [Name in Exclude<Needed<EveryScheme> | Taken<EveryScheme>, Needed<Scheme> | Taken<Scheme>> &
          string]?: undefined;
      } & Partial<ValuesOf<Options, Exclude<NameOf<Options>, Needed<EveryScheme> | Taken<EveryScheme>>>>
  : never;

/**
 * Describes a vendor for callers that choose it at run time. The descriptor is checked against the vendor's factory at compile
 * time, and values are checked against the descriptor at run time.
 *
 * @example
 * export const descriptor = describeVendor({
 *   id: "acme",
 *   name: "Acme",
 *   credentials: [{ what: "an API key", needs: ["apiKey"] }],
 *   options: [
 *     { name: "apiKey", env: "ACME_API_KEY", secret: true, description: "API key of an administrator", example: "key-1" },
 *     { name: "baseUrl", env: "ACME_BASE_URL", kind: "url", description: "Address of the API", example: "https://acme.example" },
 *   ],
 *   open: async (options) => acme(options),
 * });
 */
export function describeVendor<
  const Options extends readonly VendorOption[],
  const Schemes extends readonly CredentialScheme<NameOf<Options>>[],
>({ open, ...facts }: Definition<Options, Schemes>): VendorDescriptor {
  return {
    ...facts,
    async create(values, transport = {}) {
      const given = usableValues(facts, values);
      // The one place where checked text takes the types that the options' names and choices spell out.
      return open({ ...transport, ...given } as Parameters<typeof open>[0]);
    },
  };
}

/** Made-up values of a complete credential scheme, for reading the capabilities of a vendor without credentials. */
export function exampleValues({ options, credentials }: VendorDescriptor): Values {
  const needed = options.filter(({ name }) => credentials[0]?.needs.includes(name));
  return Object.fromEntries(needed.map(({ name, example }) => [name, example]));
}
