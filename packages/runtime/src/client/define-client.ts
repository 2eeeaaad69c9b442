import type { Authenticator } from "../auth/authenticator.ts";
import { InvalidInputError } from "../errors/errors.ts";
import type { OperationTypes } from "../operation/call.ts";
import type { Operation } from "../operation/operation.ts";
import type { TestTiming } from "../timing/test-timing.ts";
import type { RateLimit } from "../transport/limiter.ts";
import type { TransportOptions } from "../transport/settings.ts";
import { assertOptions } from "./assert-options.ts";
import { normalizeBaseUrl } from "./base-url.ts";
import { createVendorClient } from "./client.ts";
import type { ClientOptions, VendorClient } from "./vendor-client.ts";

/** Exactly one of the members of a union: the properties of the others must be absent. */
export type OneOf<Member extends object, Union extends object = Member> = Member extends unknown
  ? Member & { [Key in Exclude<KeysOf<Union>, keyof Member>]?: undefined }
  : never;
type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** What every vendor's client takes besides its credentials and its server. */
export type VendorClientOptions = Omit<TransportOptions, "vendor" | "auth" | "tenant">;

/** A client of some operations: what a bundle needs when it names them. */
export type ClientFor<
  Types extends OperationTypes<keyof Types>,
  Methods,
  Names extends keyof Types & keyof Methods,
> = VendorClient<{ [Name in Names]: Types[Name] }, Pick<Methods, Names>>;

/** Options that not every client has. */
type OwnOption<Options> = Exclude<KeysOf<Options>, keyof VendorClientOptions> & string;

/** What is particular to the client of a vendor. */
export type ClientDefinition<Options> = {
  /** Vendor id. */
  readonly vendor: string;
  /** What the vendor allows, unless the caller's options say otherwise. */
  readonly rateLimit?: RateLimit | undefined;
  /** Where request bodies have secrets, by operation (generated). They are masked in what the vendor says of the request. */
  readonly secretBodies: Readonly<Record<string, readonly string[]>>;
  /** What the options must hold, for the error when the server or the credentials are missing. */
  readonly requires: string;
  /**
   * The names of the client's own options, all of them: others are refused. An adapter that passes its options on adds the names of
   * those that only it has.
   */
  readonly options: Readonly<Record<OwnOption<Options>, true> & Record<string, true>>;
  /** Paths of the API below the base URL, such as `/api`: a `baseUrl` option that ends in one of them is taken without it. */
  readonly apiPaths?: readonly string[] | undefined;
  /** Chooses the credential scheme whose values the options hold. Clients with the same `sharedBy` share its tokens. */
  authenticate(options: Options & TestTiming & { sharedBy: object }): Authenticator | undefined;
  /**
   * Base URL, tenant and what else follows from the options, whose `baseUrl` has one spelling for each server. The tenant is what the
   * vendor limits. Where no option names it, the credential identifies it.
   */
  configure(options: Options): Omit<ClientOptions, "vendor" | "auth" | "baseUrl" | "tenant"> & {
    baseUrl: string | undefined;
    tenant: string;
  };
};

/**
 * Defines the client of a vendor: a function of a table of operations and the caller's options. Packages of vendors wrap it,
 * once with all operations and once for those a bundle names.
 *
 * @example
 * ```ts
 * const open = defineClient<AcmeOptions, AcmeOperationTypes, AcmeOperations>({
 *   vendor: "acme",
 *   secretBodies,
 *   requires: "an `apiKey`",
 *   options: { apiKey: true, baseUrl: true },
 *   authenticate: ({ apiKey: value }) => apiKey({ header: "x-api-key", value, vendor: "acme", option: "apiKey" }),
 *   configure: ({ baseUrl = "https://api.example.com" }) => ({ baseUrl, tenant: baseUrl }),
 * });
 *
 * export const createAcmeClient = (options: AcmeOptions): AcmeClient => open(operations, options);
 * ```
 */
export function defineClient<
  Options extends VendorClientOptions & { baseUrl?: string | undefined },
  Types extends OperationTypes<keyof Types>,
  Methods,
>({
  vendor,
  rateLimit,
  secretBodies,
  requires,
  options: own,
  apiPaths,
  authenticate,
  configure,
}: ClientDefinition<Options>) {
  return <Names extends keyof Types & keyof Methods>(
    table: Readonly<Record<Names, Operation>>,
    given: Options,
  ): ClientFor<Types, Methods, Names> => {
    // JavaScript may give no options at all.
    const all = { ...given };
    assertOptions(all, own, vendor);
    const server = all.baseUrl && { baseUrl: normalizeBaseUrl(all.baseUrl, { vendor, apiPaths }) };
    const options = { ...all, ...server, sharedBy: all.sharedBy ?? all.fetch ?? globalThis };
    const { baseUrl, ...configured } = configure(options);
    const auth = authenticate(options);
    if (auth && baseUrl) {
      const facts = { ...configured, secretBodies, vendor, baseUrl, auth };
      return createVendorClient(table, { rateLimit, ...options, ...facts });
    }
    throw new InvalidInputError("the options are incomplete.", { vendor, advice: `Set ${requires}.` });
  };
}
