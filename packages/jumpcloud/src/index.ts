import {
  apiKey,
  type ClientFor,
  clientCredentials,
  defineClient,
  InvalidInputError,
  type OneOf,
  type Operation,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import type { JumpCloudOperations, JumpCloudOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";

export type { JumpCloudOperations, JumpCloudOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";

type Schemas = components["schemas"];
/** A device as JumpCloud's v1 API has it, whatever its platform. */
export type System = Schemas["JcSystem"];
/** A user of the directory. */
export type SystemUser = Schemas["systemuserreturn"];
/** What can be changed of a system. */
export type SystemUpdate = Schemas["systemput"];
/** What a new user is created from. */
export type SystemUserCreate = Schemas["systemuserputpost"];
/** What can be changed of a user. */
export type SystemUserUpdate = Schemas["systemuserput"];
/** A device as Apple's MDM protocol reports it; its id is not the system's. */
export type AppleMdmDevice = Schemas["apple-mdm-device"];
/** An Android device as Google's EMM reports it; its id is not the system's. */
export type GoogleEmmDevice = Schemas["jumpcloud.google_emm.Device"];
/** Every schema of JumpCloud's document, by name. */
export type JumpCloudSchemas = Schemas;

const VENDOR = "jumpcloud";
const TOKEN_URL = "https://admin-oauth.id.jumpcloud.com/oauth2/token";
const SERVERS = {
  us: "https://console.jumpcloud.com/api",
  eu: "https://console.eu.jumpcloud.com/api",
  in: "https://console.in.jumpcloud.com/api",
} as const;

/** Where the log of Directory Insights is: at another host than everything else. */
const INSIGHTS_SERVERS = {
  us: "https://api.jumpcloud.com",
  eu: "https://api.eu.jumpcloud.com",
  in: "https://api.in.jumpcloud.com",
} as const satisfies Record<keyof typeof SERVERS, string>;

/** Where the account lives. */
export type JumpCloudRegion = keyof typeof SERVERS;

/** An administrator's API key, or the id and secret of a service account. */
export type JumpCloudCredentials = OneOf<
  | {
      /** An administrator's API key. */
      apiKey: string;
    }
  | {
      /** Client id of a service account. */
      clientId: string;
      /** Client secret of the service account. */
      clientSecret: string;
      /** Default: the one token service JumpCloud documents, for every region. */
      tokenUrl?: string;
    }
>;

/** What `createJumpCloudClient` takes: credentials, organization and region, and how requests are sent. */
export type JumpCloudOptions = JumpCloudCredentials &
  VendorClientOptions & {
    /** Sent as `x-org-id`. Administrators of several organizations must give it, service accounts should. */
    organizationId?: string;
    /** Default: `us`. */
    region?: JumpCloudRegion;
    /** Instead of a region: another base URL, up to and including `/api`. */
    baseUrl?: string;
    /** Another base URL of Directory Insights, without `/insights`. Default: that of the region, or `baseUrl`. */
    insightsUrl?: string;
  };

/** Every JumpCloud operation by name, and `paginate` for its lists; `byPath(client)` of `./by-path` calls by path. */
export type JumpCloudClient = VendorClient<JumpCloudOperationTypes, JumpCloudOperations>;

/** A client of some operations: what a bundle needs when it names them. */
export type JumpCloudClientFor<Names extends keyof JumpCloudOperationTypes> = ClientFor<
  JumpCloudOperationTypes,
  JumpCloudOperations,
  Names
>;

const open = defineClient<JumpCloudOptions, JumpCloudOperationTypes, JumpCloudOperations>({
  vendor: VENDOR,
  secretBodies,
  rateLimit,
  apiPaths: ["/v2"],
  requires: "an `apiKey`, or the `clientId` and `clientSecret` of a service account",
  options: {
    apiKey: true,
    clientId: true,
    clientSecret: true,
    tokenUrl: true,
    organizationId: true,
    region: true,
    baseUrl: true,
    insightsUrl: true,
    systemInsights: true, // of the unified adapter
  },
  authenticate({ apiKey: value, clientId, clientSecret, tokenUrl = TOKEN_URL, sharedBy }) {
    if (value !== undefined) return apiKey({ header: "x-api-key", value, vendor: VENDOR, option: "apiKey" });
    if (!clientId || !clientSecret) return undefined;
    return clientCredentials({ tokenUrl, clientId, clientSecret, scope: "api", sharedBy });
  },
  configure({ organizationId, clientId, apiKey, region = "us", baseUrl, insightsUrl }) {
    const url = baseUrl ?? serverOf(region, SERVERS);
    const insights = insightsUrl?.replace(/\/+$/, "") ?? baseUrl ?? serverOf(region, INSIGHTS_SERVERS);
    return {
      baseUrl: url,
      baseUrlOf: ({ path }) => (path.startsWith("/insights/") ? insights : undefined),
      // A host serves all organizations. A credential without one belongs to one.
      tenant: `${url} ${organizationId ?? clientId ?? apiKey}`,
      headers: (operation) => ({ "x-org-id": takesOrganization(operation) ? organizationId : undefined }),
    };
  },
});

/**
 * Opens a JumpCloud account. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createJumpCloudClient({ apiKey, organizationId });
 * const system = await client.systems_get({ path: { id } });
 * for await (const { hostname } of client.paginate("systems_list")) console.log(hostname);
 * ```
 */
export function createJumpCloudClient(options: JumpCloudOptions): JumpCloudClient {
  return open(operations, options);
}

/**
 * Opens a JumpCloud account for the given operations of `@mdmkit/jumpcloud/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { systems_list } from "@mdmkit/jumpcloud/operations";
 *
 * const client = createJumpCloudClientFor({ systems_list }, { apiKey });
 * ```
 */
export function createJumpCloudClientFor<Names extends keyof JumpCloudOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: JumpCloudOptions,
): JumpCloudClientFor<Names> {
  return open(table, options);
}

function serverOf(region: JumpCloudRegion, servers: Readonly<Record<JumpCloudRegion, string>>): string {
  if (Object.hasOwn(servers, region)) return servers[region];
  const problem = `\`region\` must be one of ${Object.keys(servers).join(", ")}.`;
  throw new InvalidInputError(problem, { vendor: VENDOR });
}

/** JumpCloud responds with 403 to `x-org-id` on the routes above an organization. */
function takesOrganization({ path }: Operation): boolean {
  return !/^(\/v2)?\/(organizations|providers)\b/.test(path);
}
