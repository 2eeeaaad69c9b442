import {
  basic,
  bearer,
  type ClientFor,
  defineClient,
  type OneOf,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import { readErrorEnvelope } from "./error-envelope.ts";
import type { IvantiNeuronsOperations, IvantiNeuronsOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";

export {
  allOf,
  anyOf,
  checkedInWithin,
  customAttributeIs,
  emailAddressIs,
  ldapAttributeIs,
  propertyIs,
  registeredWithin,
  userIdIs,
} from "./filter-query.ts";
export type { IvantiNeuronsOperations, IvantiNeuronsOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";
export { checkRelinquish, relinquishOwnership } from "./relinquish.ts";

type Schemas = components["schemas"];
/** A device as lists have it. The names and addresses in it are its owner's. */
export type Device = Schemas["Device"];
/** The same device read alone, with its groups, encryption and updates. */
export type DeviceDetails = Schemas["DeviceDetails"];
/** A configuration that is assigned to a device, and whether it was applied. */
export type DeviceConfig = Schemas["DeviceConfig"];
/** A policy that applies to a device, and whether the device complies. */
export type DevicePolicy = Schemas["DevicePolicy"];
/** A certificate that was issued for a device. */
export type DeviceCertificate = Schemas["DeviceCertificate"];
/** A device space: every device is in one, and lists are of one. */
export type DeviceSpace = Schemas["DeviceSpace"];
/** A user; its id is the `ownerId` of devices. */
export type Account = Schemas["Account"];
/** Every schema of the document, by name. */
export type IvantiNeuronsSchemas = Schemas;

const VENDOR = "ivanti-neurons";

/** The clusters known by name; a tenant is on one of them. */
export type IvantiNeuronsCluster = "na1" | "na2" | "na3" | "eu1" | "ap1" | "ap2";

/** Name and password of an administrator, or a token that the caller renews. */
export type IvantiNeuronsCredentials = OneOf<
  | {
      /** User name of an administrator with API access. */
      username: string;
      /** The administrator's password. */
      password: string;
    }
  | {
      /** Access token, which the caller renews. */
      token: string;
    }
>;

/** The host of the tenant; no host serves all tenants. */
export type IvantiNeuronsServer = OneOf<
  | {
      /** The tenant's cluster, as in its host name: `na1`. */
      cluster: IvantiNeuronsCluster;
    }
  | {
      /** Scheme and host, with or without `/api`. */
      baseUrl: string;
    }
>;

/** What `createIvantiNeuronsClient` takes: credentials, the host, and how requests are sent. */
export type IvantiNeuronsOptions = IvantiNeuronsCredentials & IvantiNeuronsServer & VendorClientOptions;

/** Every operation by name, and `paginate` for its lists; `byPath(client)` of `./by-path` calls by path. */
export type IvantiNeuronsClient = VendorClient<IvantiNeuronsOperationTypes, IvantiNeuronsOperations>;

/** A client of some operations: what a bundle needs when it names them. */
export type IvantiNeuronsClientFor<Names extends keyof IvantiNeuronsOperationTypes> = ClientFor<
  IvantiNeuronsOperationTypes,
  IvantiNeuronsOperations,
  Names
>;

const open = defineClient<IvantiNeuronsOptions, IvantiNeuronsOperationTypes, IvantiNeuronsOperations>({
  vendor: VENDOR,
  secretBodies,
  rateLimit,
  apiPaths: ["/api/v1", "/api"],
  requires:
    "a `cluster` such as na1 or a `baseUrl`, and `username` and `password` of an administrator or a `token`",
  options: {
    username: true,
    password: true,
    token: true,
    cluster: true,
    baseUrl: true,
    deviceSpaceId: true, // of the unified adapter
  },
  authenticate({ username, password, token }) {
    if (token !== undefined) return bearer(token, { vendor: VENDOR, option: "token" });
    return username && password ? basic({ username, password, vendor: VENDOR }) : undefined;
  },
  configure({ cluster, baseUrl = cluster && `https://${cluster}.mobileiron.com`, username, token }) {
    // A host serves many tenants, and only the administrator identifies the tenant.
    return { baseUrl, tenant: `${baseUrl} ${username ?? token}`, readErrorEnvelope };
  },
});

/**
 * Opens a tenant. Nothing is requested before the first call. An error envelope in a successful response is thrown.
 *
 * @example
 * ```ts
 * const client = createIvantiNeuronsClient({ cluster: "na1", username, password });
 * for await (const { id } of client.paginate("listDevices", { query: { dmPartitionId } })) console.log(id);
 * ```
 */
export function createIvantiNeuronsClient(options: IvantiNeuronsOptions): IvantiNeuronsClient {
  return open(operations, options);
}

/**
 * Opens a tenant for the given operations of `@mdmkit/ivanti-neurons/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { listDevices } from "@mdmkit/ivanti-neurons/operations";
 *
 * const client = createIvantiNeuronsClientFor({ listDevices }, { cluster: "na1", username, password });
 * ```
 */
export function createIvantiNeuronsClientFor<Names extends keyof IvantiNeuronsOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: IvantiNeuronsOptions,
): IvantiNeuronsClientFor<Names> {
  return open(table, options);
}
