import type { Vendor } from "./vendor.ts";
import type {
  CredentialScheme,
  Values,
  VendorDescriptor,
  VendorOption,
  VendorTransport,
} from "./vendor-option.ts";
import { usableValues } from "./vendor-values.ts";

/** An option by its name. Its environment variable is made of the vendor's id and that name. */
type Options = Readonly<
  Record<
    string,
    Omit<VendorOption, "name" | "env"> & {
      /** Another environment variable. */
      readonly env?: string;
    }
  >
>;

type Definition<Known extends Options, Schemes extends readonly CredentialScheme<NameOf<Known>>[]> = {
  readonly id: string;
  readonly name: string;
  readonly options: Known & { readonly baseUrl: object };
  readonly credentials: Schemes;
  /** Gets the values of one complete scheme; those of the other schemes are left out. */
  open(options: OpenOptions<Known, Schemes[number], Schemes[number]> & VendorTransport): Promise<Vendor>;
};

type NameOf<Known extends Options> = keyof Known & string;
type ValueOf<Option> = Option extends { choices: readonly (infer Choice)[] } ? Choice : string;
type ValuesOf<Known extends Options, Name> = { [Option in keyof Known & Name]: ValueOf<Known[Option]> };
type Needed<Scheme> = Scheme extends { needs: readonly (infer Name)[] } ? Name : never;
type Taken<Scheme> = Scheme extends { takes: readonly (infer Name)[] } ? Name : never;

/** One member per scheme, as vendors' factories type their credentials. */
type OpenOptions<Known extends Options, Scheme, EveryScheme> = Scheme extends CredentialScheme
  ? ValuesOf<Known, Needed<Scheme>> &
      Partial<ValuesOf<Known, Taken<Scheme>>> & {
        [Name in Exclude<Needed<EveryScheme> | Taken<EveryScheme>, Needed<Scheme> | Taken<Scheme>> &
          string]?: undefined;
      } & Partial<ValuesOf<Known, Exclude<NameOf<Known>, Needed<EveryScheme> | Taken<EveryScheme>>>>
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
 *   options: {
 *     apiKey: { secret: true, description: "API key of an administrator", example: "key-1" }, // ACME_API_KEY
 *     baseUrl: { kind: "url", description: "Address of the API", example: "https://acme.example" },
 *   },
 *   open: async (options) => acme(options),
 * });
 */
export function describeVendor<
  const Known extends Options,
  const Schemes extends readonly CredentialScheme<NameOf<Known>>[],
>({ open, ...definition }: Definition<Known, Schemes>): VendorDescriptor {
  const { id, options } = definition;
  const facts = {
    ...definition,
    options: Object.entries<Options[string]>(options).map(([name, option]) => ({
      env: upperCase(`${id}_${name}`),
      ...option,
      name,
    })),
  };
  return {
    ...facts,
    async create(values, transport = {}) {
      const given = usableValues(facts, values);
      // The one place where checked text takes the types that the options' names and choices spell out.
      return open({ ...transport, ...given } as Parameters<typeof open>[0]);
    },
  };
}

/** `jamf-pro_baseUrl` becomes `JAMF_PRO_BASE_URL`. */
const upperCase = (text: string): string =>
  text
    .replace(/(?<=[a-z])[A-Z]/g, "_$&")
    .replaceAll("-", "_")
    .toUpperCase();

/** Made-up values of a complete credential scheme, for reading the capabilities of a vendor without credentials. */
export function exampleValues({ options, credentials }: VendorDescriptor): Values {
  const needed = options.filter(({ name }) => credentials[0]?.needs.includes(name));
  return Object.fromEntries(needed.map(({ name, example }) => [name, example]));
}
