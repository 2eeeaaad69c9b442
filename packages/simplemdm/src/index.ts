import {
  basic,
  type ClientFor,
  defineClient,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import type { SimpleMDMOperations, SimpleMDMOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";

export type { SimpleMDMOperations, SimpleMDMOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";

type Schemas = components["schemas"];
/** A device, with its attributes and what it belongs to. */
export type Device = Schemas["Device"];
/** What is known of a device. */
export type DeviceAttributes = Schemas["DeviceAttributes"];
/** A group that assigns apps and profiles to devices. */
export type AssignmentGroup = Schemas["AssignmentGroup"];
/** A group of devices, as accounts had them before assignment groups. */
export type DeviceGroup = Schemas["DeviceGroup"];
/** The value of a custom attribute; it may be secret. */
export type CustomAttributeValue = Schemas["CustomAttributeValue"];
/** An app on one device. */
export type InstalledApp = Schemas["InstalledApp"];
/** A local account of a Mac. SimpleMDM has no other users. */
export type DeviceUser = Schemas["DeviceUser"];
/** The account of the key; it has no id. */
export type Account = Schemas["Account"];
/** Every schema of SimpleMDM's document, by name. */
export type SimpleMDMSchemas = Schemas;

const VENDOR = "simplemdm";

/** What `createSimpleMDMClient` takes: the API key, and how requests are sent. */
export type SimpleMDMOptions = VendorClientOptions & {
  /** Secret access key of an API key, whose areas say what it may read and write. */
  apiKey: string;
  /** Default: `https://a.simplemdm.com`. */
  baseUrl?: string;
};

/** Every operation by name, and `paginate` for lists; `byPath(client)` of `./by-path` calls by path. */
export type SimpleMDMClient = VendorClient<SimpleMDMOperationTypes, SimpleMDMOperations>;

/** A client of some operations: what a bundle needs when it names them. */
export type SimpleMDMClientFor<Names extends keyof SimpleMDMOperationTypes> = ClientFor<
  SimpleMDMOperationTypes,
  SimpleMDMOperations,
  Names
>;

const open = defineClient<SimpleMDMOptions, SimpleMDMOperationTypes, SimpleMDMOperations>({
  vendor: VENDOR,
  secretBodies,
  rateLimit,
  apiPaths: ["/api/v1"],
  requires: "the `apiKey`",
  options: {
    apiKey: true,
    baseUrl: true,
  },
  authenticate: ({ apiKey }) =>
    apiKey ? basic({ username: apiKey, password: "", vendor: VENDOR }) : undefined,
  // Only the key identifies the account.
  configure: ({ apiKey, baseUrl = "https://a.simplemdm.com" }) => ({
    baseUrl,
    tenant: `${baseUrl} ${apiKey}`,
  }),
});

/**
 * Opens an account. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createSimpleMDMClient({ apiKey });
 * for await (const { attributes } of client.paginate("listDevices")) console.log(attributes.name);
 * ```
 */
export function createSimpleMDMClient(options: SimpleMDMOptions): SimpleMDMClient {
  return open(operations, options);
}

/**
 * Opens an account for the given operations of `@mdmkit/simplemdm/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { listDevices } from "@mdmkit/simplemdm/operations";
 *
 * const client = createSimpleMDMClientFor({ listDevices }, { apiKey });
 * ```
 */
export function createSimpleMDMClientFor<Names extends keyof SimpleMDMOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: SimpleMDMOptions,
): SimpleMDMClientFor<Names> {
  return open(table, options);
}
