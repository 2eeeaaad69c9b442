import {
  bearer,
  type ClientFor,
  defineClient,
  type OneOf,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import { apiClient, userAccount } from "./auth.ts";
import { readErrorEnvelope } from "./error-envelope.ts";
import type { JamfProOperations, JamfProOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components, paths } from "./generated/schema.ts";
import { withStickySession } from "./sticky-session.ts";

export type { JamfProOperations, JamfProOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";

type Schemas = components["schemas"];
/** A Mac's inventory; a section that was not requested is null. Its id may also be that of a mobile device. */
export type Computer = Schemas["ComputerInventoryV4"];
export type ComputerV3 = Schemas["ComputerInventoryV3"];
export type ComputerV1 = Schemas["ComputerInventory"];
export type ComputerUpdate = Schemas["ComputerInventoryUpdateRequest"];
export type ComputerSection = Schemas["ComputerSectionV4"];
/** An iPhone, iPad, Apple TV, Watch or Vision Pro as the list of details has it. */
export type MobileDevice = Schemas["MobileDeviceResponse"];
/** The same device read alone: other names, and a few facts the list lacks. */
export type MobileDeviceDetail = Schemas["MobileDeviceDetailsGetV2"];
export type MobileDeviceUpdate = Schemas["UpdateMobileDeviceV2"];
export type MobileDeviceSection = Schemas["MobileDeviceSection"];
export type User = Schemas["User"];
export type UserInventory = Schemas["UserInventory"];
export type MdmCommand = Schemas["MdmCommandRequest"]["commandData"];
export type JamfProSchemas = Schemas;

const VENDOR = "jamf-pro";

/** An API client, a user account, or a token that the caller renews. */
export type JamfProCredentials = OneOf<
  { clientId: string; clientSecret: string } | { username: string; password: string } | { token: string }
>;

export type JamfProOptions = JamfProCredentials &
  VendorClientOptions & {
    /** The server, such as `https://example.jamfcloud.com`, with or without `/api`; on premises often with port 8443. */
    baseUrl: string;
  };

/** Every Jamf Pro operation by name, and `paginate` for its lists; `byPath(client)` of `./by-path` calls by path. */
export type JamfProClient = VendorClient<JamfProOperationTypes, JamfProOperations, paths>;

/** A client of some operations: what a bundle needs when it names them. */
export type JamfProClientFor<Names extends keyof JamfProOperationTypes> = ClientFor<
  JamfProOperationTypes,
  JamfProOperations,
  Names
>;

const open = defineClient<JamfProOptions, JamfProOperationTypes, JamfProOperations, paths>({
  vendor: VENDOR,
  rateLimit,
  apiPaths: ["/api/v1", "/api", "/JSSResource"],
  requires:
    "the `baseUrl`, and the `clientId` and `clientSecret` of an API client, or the `username` and `password` of a user account",
  options: {
    baseUrl: true,
    clientId: true,
    clientSecret: true,
    username: true,
    password: true,
    token: true,
  },
  authenticate({ baseUrl, now, sharedBy, clientId, clientSecret, username, password, token }) {
    const server = { baseUrl, now, sharedBy };
    if (token !== undefined) return bearer(token, { vendor: VENDOR, option: "token" });
    if (clientId && clientSecret) return apiClient({ ...server, clientId, clientSecret });
    return username && password ? userAccount({ ...server, username, password }) : undefined;
  },
  configure: ({ baseUrl, fetch }) => ({
    baseUrl,
    // A server is one tenant, and its five connections are for all who call it.
    tenant: baseUrl,
    fetch: withStickySession(fetch),
    readErrorEnvelope,
  }),
});

/**
 * Opens a Jamf Pro server, Classic API included. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createJamfProClient({ baseUrl: "https://example.jamfcloud.com", clientId, clientSecret });
 * for await (const { id } of client.paginate("listComputers")) console.log(id);
 * ```
 */
export function createJamfProClient(options: JamfProOptions): JamfProClient {
  return open(operations, options);
}

/**
 * Opens a Jamf Pro server for the given operations of `@mdmkit/jamf-pro/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { listComputers } from "@mdmkit/jamf-pro/operations";
 *
 * const client = createJamfProClientFor({ listComputers }, { baseUrl, clientId, clientSecret });
 * ```
 */
export function createJamfProClientFor<Names extends keyof JamfProOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: JamfProOptions,
): JamfProClientFor<Names> {
  return open(table, options);
}
