import {
  bearer,
  type ClientFor,
  defineClient,
  InvalidInputError,
  type OneOf,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import { application } from "./auth.ts";
import type { NinjaOneOperations, NinjaOneOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";
import { readError } from "./read-error.ts";

export type { NinjaOneScope } from "./auth.ts";
export type { NinjaOneOperations, NinjaOneOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";
export { type Report, type ReportQuery, reportRows } from "./pages.ts";

type Schemas = components["schemas"];
/** A device with its inventory. `nodeClass` says of which kind it is, and so which of the properties it may have. */
export type Device = Schemas["Device"];
/** The kind of a device, such as `WINDOWS_WORKSTATION`. */
export type NodeClass = Schemas["NodeClass"];
/** Whether a technician has approved a device. */
export type ApprovalStatus = Schemas["ApprovalStatus"];
/** What can be changed of a device. */
export type DeviceUpdate = Schemas["DeviceMutableProperties"];
/** Counts of a device's problems: threats, failed patches and so on. */
export type DeviceHealth = Schemas["DeviceHealthSummary"];
/** A row of the report on antivirus programs. */
export type AntivirusStatus = Schemas["DeviceAntivirusStatus"];
/** A volume of a device's disks. */
export type Volume = Schemas["Volume"];
/** A technician or an end user. Only `uid` distinguishes all of them. */
export type User = Schemas["User"];
/** A customer or unit that devices belong to. */
export type Organization = Schemas["Organization"];
/** Software on a device; in reports with the device and the time it was collected. */
export type Application = Schemas["DeviceApplication"];
/** Every schema of NinjaOne's document, by name. */
export type NinjaOneSchemas = Schemas;

const VENDOR = "ninjaone";
const HOSTS = {
  us: "app.ninjarmm.com",
  us2: "us2.ninjarmm.com",
  eu: "eu.ninjarmm.com",
  ca: "ca.ninjarmm.com",
  oc: "oc.ninjarmm.com",
  fed: "fed.ninjarmm.com",
} as const;

/** Where the tenant lives; no host serves all tenants. */
export type NinjaOneRegion = keyof typeof HOSTS;

/** An API application with the grant "client credentials", or a token that the caller renews. */
export type NinjaOneCredentials = OneOf<
  | {
      /** Client id of the API application. */
      clientId: string;
      /** Client secret of the API application. */
      clientSecret: string;
      /** Scopes with blanks between them. Default: `monitoring`, which reads. The token is refused if the application lacks one. */
      scope?: string | undefined;
    }
  | {
      /** Access token, which the caller renews. */
      token: string;
    }
>;

/** The host of the tenant, by region or by its address. */
export type NinjaOneServer = OneOf<
  | {
      /** Where the tenant lives, as in its address: `eu`. */
      region: NinjaOneRegion;
    }
  | {
      /** Scheme and host of a tenant with a host of its own, with or without `/v2`. */
      baseUrl: string;
    }
>;

/** What `createNinjaOneClient` takes: credentials, the host, and how requests are sent. */
export type NinjaOneOptions = NinjaOneCredentials & NinjaOneServer & VendorClientOptions;

/** Every operation by name; and `paginate` for lists; `byPath(client)` of `./by-path` calls by path. `reportRows` reads a report page by page. */
export type NinjaOneClient = VendorClient<NinjaOneOperationTypes, NinjaOneOperations>;

/** A client of some operations: what a bundle needs when it names them. */
export type NinjaOneClientFor<Names extends keyof NinjaOneOperationTypes> = ClientFor<
  NinjaOneOperationTypes,
  NinjaOneOperations,
  Names
>;

const open = defineClient<NinjaOneOptions, NinjaOneOperationTypes, NinjaOneOperations>({
  vendor: VENDOR,
  secretBodies,
  rateLimit,
  apiPaths: ["/api/v2", "/v2", "/api"],
  requires:
    "a `region` such as eu or a `baseUrl`, and `clientId` and `clientSecret` of an API application or a `token`",
  options: {
    clientId: true,
    clientSecret: true,
    scope: true,
    token: true,
    region: true,
    baseUrl: true,
  },
  authenticate({ region, baseUrl = hostOf(region), clientId, clientSecret, scope, token, ...shared }) {
    if (token !== undefined) return bearer(token, { vendor: VENDOR, option: "token" });
    if (!clientId || !clientSecret || !baseUrl) return undefined;
    return application({ ...shared, baseUrl, clientId, clientSecret, scope });
  },
  configure({ region, baseUrl = hostOf(region), clientId, token }) {
    if (baseUrl && !isSafe(baseUrl)) {
      throw new InvalidInputError("`baseUrl` must begin with https.", { vendor: VENDOR });
    }
    // A host serves many tenants, and only the credential identifies the tenant.
    return { baseUrl, tenant: `${baseUrl} ${clientId ?? token}`, readError };
  },
});

/**
 * Opens a tenant. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createNinjaOneClient({ region: "eu", clientId, clientSecret });
 * for await (const { systemName } of client.paginate("getDevices")) console.log(systemName);
 * ```
 */
export function createNinjaOneClient(options: NinjaOneOptions): NinjaOneClient {
  return open(operations, options);
}

/**
 * Opens a tenant for the given operations of `@mdmkit/ninjaone/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { getDevices } from "@mdmkit/ninjaone/operations";
 *
 * const client = createNinjaOneClientFor({ getDevices }, { region: "eu", clientId, clientSecret });
 * ```
 */
export function createNinjaOneClientFor<Names extends keyof NinjaOneOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: NinjaOneOptions,
): NinjaOneClientFor<Names> {
  return open(table, options);
}

function hostOf(region: NinjaOneRegion | undefined): string | undefined {
  if (region === undefined) return undefined;
  if (Object.hasOwn(HOSTS, region)) return `https://${HOSTS[region]}`;
  const problem = `\`region\` must be one of ${Object.keys(HOSTS).join(", ")}.`;
  throw new InvalidInputError(problem, { vendor: VENDOR });
}

/** Only this machine may be reached without encryption. */
function isSafe(url: string): boolean {
  return url.startsWith("https:") || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(url);
}
