import {
  bearer,
  type ClientFor,
  defineClient,
  InvalidInputError,
  type OneOf,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import type { IruOperations, IruOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";
import { readError } from "./read-error.ts";

export type { IruOperations, IruOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";
export { nextCursor, usersAfter } from "./pages.ts";

type Schemas = components["schemas"];
/** A device as lists and single reads have it; its inventory is in the details and in Prism. */
export type Device = Schemas["Device"];
/** Mac, iPhone, iPad, AppleTV and so on, as Iru spells them. */
export type DevicePlatform = Schemas["Platform"];
/** What can be changed of a device. */
export type DeviceUpdate = Schemas["DeviceUpdate"];
/** What is known of a single device. Any section may be empty. */
export type DeviceDetails = Schemas["DeviceDetails"];
/** A note that an administrator wrote about a device. */
export type DeviceNote = Schemas["Note"];
/** A row of Prism: one aspect of a device, as it was last collected. */
export type DeviceInformation = Schemas["DeviceInformation"];
/** A row of Prism: the disk encryption of a Mac. */
export type FileVaultStatus = Schemas["FileVaultStatus"];
/** A row of Prism: the firewall of a Mac. */
export type FirewallStatus = Schemas["FirewallStatus"];
/** A row of Prism: the activation lock of a device. */
export type ActivationLockStatus = Schemas["ActivationLockStatus"];
/** A row of Prism: SIM cards and carriers of a device. */
export type CellularStatus = Schemas["CellularStatus"];
/** An app on a device, a row of Prism. */
export type InstalledApp = Schemas["InstalledApp"];
/** A person of the directory that Iru is connected to. */
export type User = Schemas["User"];
/** How many devices the tenant may have, and how many it has. */
export type Licensing = Schemas["Licensing"];
/** Every schema of Iru's document, by name. */
export type IruSchemas = Schemas;

const VENDOR = "iru";
const HOSTS = { us: "api.kandji.io", eu: "api.eu.kandji.io" } as const;

/** Where the tenant lives. */
export type IruRegion = keyof typeof HOSTS;

/** The tenant, by the name in its address or by the whole address. */
export type IruServer = OneOf<
  | {
      /** The first part of the tenant's API URL: `acme` of `acme.api.kandji.io`. */
      subdomain: string;
      /** Default: `us`. */
      region?: IruRegion | undefined;
    }
  | {
      /** The API URL as the console shows it, with or without `/api/v1`; also one of an old form, such as `acme.clients.us-1.kandji.io`. */
      baseUrl: string;
    }
>;

/** What `createIruClient` takes: the tenant, the token, and how requests are sent. */
export type IruOptions = IruServer &
  VendorClientOptions & {
    /** A token of the console. It is allowed endpoints one by one. */
    token: string;
  };

/** Every operation by name, and `paginate` for lists; `byPath(client)` of `./by-path` calls by path. `usersAfter` reads users page by page. */
export type IruClient = VendorClient<IruOperationTypes, IruOperations>;

/** A client of some operations: what a bundle needs when it names them. */
export type IruClientFor<Names extends keyof IruOperationTypes> = ClientFor<
  IruOperationTypes,
  IruOperations,
  Names
>;

/** One part of a host name. */
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

const open = defineClient<IruOptions, IruOperationTypes, IruOperations>({
  vendor: VENDOR,
  secretBodies,
  rateLimit,
  apiPaths: ["/api/v1", "/api"],
  requires: "a `token`, and the `subdomain` of the tenant or a `baseUrl`",
  options: {
    subdomain: true,
    region: true,
    baseUrl: true,
    token: true,
  },
  authenticate: ({ token }) => (token ? bearer(token, { vendor: VENDOR, option: "token" }) : undefined),
  configure({ subdomain, region, baseUrl = hostOf(subdomain, region) }) {
    if (baseUrl && !isSafe(baseUrl))
      throw new InvalidInputError("`baseUrl` must begin with https.", { vendor: VENDOR });
    // All tokens of a tenant share one limit, and a tenant has a host of its own.
    return { baseUrl, tenant: String(baseUrl), readError };
  },
});

/**
 * Opens a tenant. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createIruClient({ subdomain: "acme", region: "eu", token });
 * for await (const { device_name } of client.paginate("listDevices")) console.log(device_name);
 * ```
 */
export function createIruClient(options: IruOptions): IruClient {
  return open(operations, options);
}

/**
 * Opens a tenant for the given operations of `@mdmkit/iru/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { listDevices } from "@mdmkit/iru/operations";
 *
 * const client = createIruClientFor({ listDevices }, { subdomain: "acme", token });
 * ```
 */
export function createIruClientFor<Names extends keyof IruOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: IruOptions,
): IruClientFor<Names> {
  return open(table, options);
}

function hostOf(subdomain: string | undefined, region: IruRegion = "us"): string | undefined {
  if (subdomain === undefined) return undefined;
  if (!Object.hasOwn(HOSTS, region))
    throw new InvalidInputError(`\`region\` must be one of ${Object.keys(HOSTS).join(", ")}.`, {
      vendor: VENDOR,
    });
  const name = subdomain.toLowerCase();
  if (SUBDOMAIN.test(name)) return `https://${name}.${HOSTS[region]}`;
  const problem = "`subdomain` must be the first part of the tenant's API URL, such as acme.";
  throw new InvalidInputError(problem, { vendor: VENDOR });
}

/** Only this machine may be reached without encryption. */
function isSafe(url: string): boolean {
  return url.startsWith("https:") || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(url);
}
