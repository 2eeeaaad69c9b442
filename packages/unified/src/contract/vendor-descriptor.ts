import type { Vendor } from "./vendor.ts";
import type {
  CredentialWay,
  Values,
  VendorDescriptor,
  VendorOption,
  VendorTransport,
} from "./vendor-option.ts";
import { usableValues } from "./vendor-values.ts";

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
