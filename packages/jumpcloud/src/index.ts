import {
  type Authenticator,
  apiKey,
  type ClientOptions,
  clientCredentials,
  createVendorClient,
  InvalidInputError,
  type Operation,
  type TransportOptions,
  type VendorClient,
} from "@mdmkit/runtime";
import type { JumpCloudOperations, JumpCloudOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components, paths } from "./generated/schema.ts";

export { byPath } from "@mdmkit/runtime";
export type { JumpCloudOperations, JumpCloudOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";

type Schemas = components["schemas"];
/** A device as JumpCloud's v1 API has it, whatever its platform. */
export type System = Schemas["JcSystem"];
export type SystemUser = Schemas["systemuserreturn"];
export type SystemUpdate = Schemas["systemput"];
export type SystemUserCreate = Schemas["systemuserputpost"];
export type SystemUserUpdate = Schemas["systemuserput"];
/** A device as Apple's MDM protocol reports it; its id is not the system's. */
export type AppleMdmDevice = Schemas["apple-mdm-device"];
/** An Android device as Google's EMM reports it; its id is not the system's. */
export type GoogleEmmDevice = Schemas["jumpcloud.google_emm.Device"];
export type JumpCloudSchemas = Schemas;

const ORIGINS = {
  us: "https://console.jumpcloud.com",
  eu: "https://console.eu.jumpcloud.com",
  in: "https://console.in.jumpcloud.com",
} as const;

/** Where the account lives. */
export type JumpCloudRegion = keyof typeof ORIGINS;

/** An administrator's API key, or the id and secret of a service account. */
export type JumpCloudCredentials =
  | { apiKey: string; clientId?: undefined; clientSecret?: undefined; tokenUrl?: undefined }
  | {
      apiKey?: undefined;
      clientId: string;
      clientSecret: string;
      /** Default: the one token service JumpCloud documents, for every region. */
      tokenUrl?: string;
    };

export type JumpCloudOptions = JumpCloudCredentials &
  Omit<TransportOptions, "vendor" | "auth" | "tenant"> & {
    /** Sent as `x-org-id`. Administrators of several organizations must give it, service accounts should. */
    organizationId?: string;
    /** Default: `us`. */
    region?: JumpCloudRegion;
    /** Instead of a region: another base URL, up to and including `/api`. */
    baseUrl?: string;
  };

/** Every JumpCloud operation by name, and `paginate` for its lists; `byPath(client)` calls by path. */
export type JumpCloudClient = VendorClient<JumpCloudOperationTypes, JumpCloudOperations, paths>;

/** A client of some operations: what a bundle needs when it names them. */
export type JumpCloudClientFor<Names extends keyof JumpCloudOperationTypes> = VendorClient<
  Pick<JumpCloudOperationTypes, Names>,
  Pick<JumpCloudOperations, Names>
>;

/** Opens a JumpCloud account. Nothing is requested before the first call. */
export function createJumpCloudClient(options: JumpCloudOptions): JumpCloudClient {
  return createVendorClient<JumpCloudOperationTypes, JumpCloudOperations, paths>(
    operations,
    clientOptions(options),
  );
}

/** Opens a JumpCloud account for the given operations of `@mdmkit/jumpcloud/operations` only, to keep a bundle small. */
export function createJumpCloudClientFor<Names extends keyof JumpCloudOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: JumpCloudOptions,
): JumpCloudClientFor<Names> {
  return createVendorClient<Pick<JumpCloudOperationTypes, Names>, Pick<JumpCloudOperations, Names>>(
    table,
    clientOptions(options),
  );
}

function clientOptions(options: JumpCloudOptions): ClientOptions {
  const { organizationId, region = "us", baseUrl = `${originOf(region)}/api`, ...transport } = options;
  return {
    rateLimit,
    ...transport,
    vendor: VENDOR,
    baseUrl,
    auth: authenticator(options),
    tenant: organizationId && `${baseUrl} ${organizationId}`,
    headers: (operation) => ({ "x-org-id": takesOrganization(operation) ? organizationId : undefined }),
  };
}

const VENDOR = "jumpcloud";

function originOf(region: JumpCloudRegion): string {
  if (Object.hasOwn(ORIGINS, region)) return ORIGINS[region];
  const problem = `\`region\` must be one of ${Object.keys(ORIGINS).join(", ")}.`;
  throw new InvalidInputError(problem, { vendor: VENDOR });
}

const TOKEN_URL = "https://admin-oauth.id.jumpcloud.com/oauth2/token";

function authenticator(credentials: JumpCloudCredentials): Authenticator {
  if (credentials.apiKey !== undefined) {
    return apiKey({ header: "x-api-key", value: credentials.apiKey, vendor: VENDOR, option: "apiKey" });
  }
  const { clientId, clientSecret, tokenUrl = TOKEN_URL } = credentials;
  if (!clientId || !clientSecret) {
    throw new InvalidInputError("the credentials are missing or incomplete.", {
      vendor: VENDOR,
      advice: "Give an `apiKey`, or the `clientId` and `clientSecret` of a service account.",
    });
  }
  return clientCredentials({ tokenUrl, clientId, clientSecret, scope: "api" });
}

/** JumpCloud answers 403 to `x-org-id` on the routes that stand above an organization. */
function takesOrganization({ path }: Operation): boolean {
  return !/^(\/v2)?\/(organizations|providers)\b/.test(path);
}
