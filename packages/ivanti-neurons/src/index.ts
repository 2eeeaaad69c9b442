import {
  type Authenticator,
  basic,
  bearer,
  type ClientOptions,
  createVendorClient,
  InvalidInputError,
  type TransportOptions,
  type VendorClient,
} from "@mdmkit/runtime";
import { readErrorEnvelope } from "./error-envelope.ts";
import type { IvantiNeuronsOperations, IvantiNeuronsOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components, paths } from "./generated/schema.ts";

export { byPath } from "@mdmkit/runtime";
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
export type DeviceConfig = Schemas["DeviceConfig"];
export type DevicePolicy = Schemas["DevicePolicy"];
export type DeviceCertificate = Schemas["DeviceCertificate"];
/** A device space: every device is in one, and lists are of one. */
export type DeviceSpace = Schemas["DeviceSpace"];
/** A user; its id is the `ownerId` of devices. */
export type Account = Schemas["Account"];
export type IvantiNeuronsSchemas = Schemas;

/** The clusters known by name; a tenant lives on one of them. */
export type IvantiNeuronsCluster = "na1" | "na2" | "na3" | "eu1" | "ap1" | "ap2";

/** Name and password of an administrator, or a token that the caller keeps fresh. */
export type IvantiNeuronsCredentials =
  | { username: string; password: string; token?: undefined }
  | { token: string; username?: undefined; password?: undefined };

/** Where the tenant lives: no host serves all of them. */
export type IvantiNeuronsServer =
  | { cluster: IvantiNeuronsCluster; baseUrl?: undefined }
  | {
      /** Scheme and host, without `/api`. */
      baseUrl: string;
      cluster?: undefined;
    };

export type IvantiNeuronsOptions = IvantiNeuronsCredentials &
  IvantiNeuronsServer &
  Omit<TransportOptions, "vendor" | "auth" | "tenant">;

/** Every operation by name, and `paginate` for its lists; `byPath(client)` calls by path. */
export type IvantiNeuronsClient = VendorClient<IvantiNeuronsOperationTypes, IvantiNeuronsOperations, paths>;

/** A client of some operations: what a bundle needs when it names them. */
export type IvantiNeuronsClientFor<Names extends keyof IvantiNeuronsOperationTypes> = VendorClient<
  Pick<IvantiNeuronsOperationTypes, Names>,
  Pick<IvantiNeuronsOperations, Names>
>;

/** Opens a tenant. Nothing is requested before the first call. A failure hidden in a success is thrown. */
export function createIvantiNeuronsClient(options: IvantiNeuronsOptions): IvantiNeuronsClient {
  return createVendorClient<IvantiNeuronsOperationTypes, IvantiNeuronsOperations, paths>(
    operations,
    clientOptions(options),
  );
}

/** Opens a tenant for the given operations of `@mdmkit/ivanti-neurons/operations` only, to keep a bundle small. */
export function createIvantiNeuronsClientFor<Names extends keyof IvantiNeuronsOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: IvantiNeuronsOptions,
): IvantiNeuronsClientFor<Names> {
  return createVendorClient<Pick<IvantiNeuronsOperationTypes, Names>, Pick<IvantiNeuronsOperations, Names>>(
    table,
    clientOptions(options),
  );
}

function clientOptions(options: IvantiNeuronsOptions): ClientOptions {
  const { cluster, baseUrl = originOf(cluster), username, password, token, ...transport } = options;
  return {
    rateLimit,
    ...transport,
    vendor: VENDOR,
    baseUrl,
    auth: authenticator(options),
    // A host serves many tenants, and only the administrator tells them apart.
    tenant: username && `${baseUrl} ${username}`,
    readErrorEnvelope,
  };
}

const VENDOR = "ivanti-neurons";

function originOf(cluster: IvantiNeuronsCluster | undefined): string {
  if (cluster) return `https://${cluster}.mobileiron.com`;
  throw new InvalidInputError("neither `cluster` nor `baseUrl` is given.", {
    vendor: VENDOR,
    advice: "Give the `cluster` of the tenant, such as na1, or its `baseUrl`.",
  });
}

function authenticator({ username, password, token }: IvantiNeuronsCredentials): Authenticator {
  if (token !== undefined) return bearer(token, { vendor: VENDOR, option: "token" });
  if (username && password) return basic({ username, password, vendor: VENDOR });
  throw new InvalidInputError("the credentials are missing or incomplete.", {
    vendor: VENDOR,
    advice: "Give the `username` and `password` of an administrator, or a `token`.",
  });
}
