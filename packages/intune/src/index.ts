import {
  bearer,
  type ClientFor,
  clientCredentials,
  defineClient,
  InvalidInputError,
  type OneOf,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import { CLOUDS, type IntuneCloud, isCloud } from "./clouds.ts";
import type { IntuneOperations, IntuneOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";
import { readError } from "./read-error.ts";
import { explainRefusal } from "./token-refusal.ts";

export type { IntuneCloud } from "./clouds.ts";
export type { IntuneOperations, IntuneOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";

type Schemas = components["schemas"];
/** A device as Intune v1.0 has it; in lists some properties are null or 0. */
export type ManagedDevice = Schemas["ManagedDevice"];
/** What beta adds to a device, and what is filled only if it is selected. */
export type ManagedDeviceDetails = Schemas["ManagedDeviceDetails"];
/** What Microsoft Defender reports of a Windows device. */
export type WindowsProtectionState = Schemas["WindowsProtectionState"];
/** A program that Intune found on devices, and the number of those. */
export type DetectedApp = Schemas["DetectedApp"];
/** A user of Microsoft Entra ID. */
export type DirectoryUser = Schemas["User"];
/** A member or owner in Microsoft Entra ID: a user, group or device. */
export type DirectoryObject = Schemas["DirectoryObject"];
/** The tenant. */
export type Organization = Schemas["Organization"];
/** Every schema of the document, by name. */
export type IntuneSchemas = Schemas;

const VENDOR = "intune";

/** An app registration of the tenant with a client secret, or a token that the caller renews. */
export type IntuneCredentials = OneOf<
  | {
      /** Id or a domain name of the tenant. */
      tenantId: string;
      /** Application (client) id of the app registration. */
      clientId: string;
      /** Value of a client secret of the app registration. */
      clientSecret: string;
      /** Default: the token endpoint of the tenant in its cloud. */
      tokenUrl?: string;
    }
  | {
      /** Access token for Microsoft Graph, which the caller renews. */
      token: string;
    }
>;

/** What `createIntuneClient` takes: credentials, the cloud, and how requests are sent. */
export type IntuneOptions = IntuneCredentials &
  VendorClientOptions & {
    /** The cloud that the tenant is in. Default: `global`. */
    cloud?: IntuneCloud;
    /** Instead of a cloud: another host, without the version. */
    baseUrl?: string;
  };

/** Every operation by name, and `paginate` for lists; `byPath(client)` of `./by-path` calls by path. */
export type IntuneClient = VendorClient<IntuneOperationTypes, IntuneOperations>;

/** A client of some operations: what a bundle needs when it names them. */
export type IntuneClientFor<Names extends keyof IntuneOperationTypes> = ClientFor<
  IntuneOperationTypes,
  IntuneOperations,
  Names
>;

/** It becomes part of the URL of the token endpoint. */
const TENANT = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;

const open = defineClient<IntuneOptions, IntuneOperationTypes, IntuneOperations>({
  vendor: VENDOR,
  secretBodies,
  rateLimit,
  apiPaths: ["/v1.0", "/beta"],
  requires: "`tenantId`, `clientId` and `clientSecret` of an app registration, or a `token`",
  options: {
    tenantId: true,
    clientId: true,
    clientSecret: true,
    tokenUrl: true,
    token: true,
    cloud: true,
    baseUrl: true,
  },
  authenticate({ cloud, tenantId, clientId, clientSecret, tokenUrl, token, sharedBy, now }) {
    if (token !== undefined) return bearer(token, { vendor: VENDOR, option: "token" });
    if (!tenantId || !clientId || !clientSecret) return undefined;
    const { service, login } = hostsOf(cloud);
    if (!TENANT.test(tenantId)) {
      throw new InvalidInputError("`tenantId` must be an id or a domain name.", { vendor: VENDOR });
    }
    return clientCredentials({
      tokenUrl: tokenUrl ?? `${login}/${tenantId}/oauth2/v2.0/token`,
      clientId,
      clientSecret,
      scope: `${service}/.default`,
      style: "body",
      explain: explainRefusal,
      sharedBy,
      now,
    });
  },
  configure({ cloud, baseUrl = hostsOf(cloud).service, tenantId, clientId, token }) {
    // The service limits each app on each tenant.
    return { baseUrl, tenant: `${baseUrl} ${token ?? `${tenantId} ${clientId}`}`, readError };
  },
});

function hostsOf(cloud: IntuneCloud = "global") {
  if (isCloud(cloud)) return CLOUDS[cloud];
  const problem = `\`cloud\` must be one of ${Object.keys(CLOUDS).join(", ")}.`;
  throw new InvalidInputError(problem, { vendor: VENDOR });
}

/**
 * Opens a tenant. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createIntuneClient({ tenantId, clientId, clientSecret });
 * for await (const { deviceName } of client.paginate("listManagedDevices")) console.log(deviceName);
 * ```
 */
export function createIntuneClient(options: IntuneOptions): IntuneClient {
  return open(operations, options);
}

/**
 * Opens a tenant for the given operations of `@mdmkit/intune/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { listManagedDevices } from "@mdmkit/intune/operations";
 *
 * const client = createIntuneClientFor({ listManagedDevices }, { tenantId, clientId, clientSecret });
 * ```
 */
export function createIntuneClientFor<Names extends keyof IntuneOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: IntuneOptions,
): IntuneClientFor<Names> {
  return open(table, options);
}
