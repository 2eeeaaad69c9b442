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
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";
import { withStickySession } from "./sticky-session.ts";

export type { JamfProOperations, JamfProOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";

type Schemas = components["schemas"];
/** A Mac's inventory; a section that was not requested is null. Its id may also be that of a mobile device. */
export type Computer = Schemas["ComputerInventoryV4"];
/** A Mac's inventory as version 3 of the API has it. */
export type ComputerV3 = Schemas["ComputerInventoryV3"];
/** A Mac's inventory as version 1 of the API has it. */
export type ComputerV1 = Schemas["ComputerInventory"];
/** What can be changed of a Mac's inventory. */
export type ComputerUpdate = Schemas["ComputerInventoryUpdateRequest"];
/** A part of a Mac's inventory, to be requested by name. */
export type ComputerSection = Schemas["ComputerSectionV4"];
/** An iPhone, iPad, Apple TV, Watch or Vision Pro as the list of details has it. */
export type MobileDevice = Schemas["MobileDeviceResponse"];
/** The same device read alone: other names, and a few facts the list lacks. */
export type MobileDeviceDetail = Schemas["MobileDeviceDetailsGetV2"];
/** What can be changed of a mobile device. */
export type MobileDeviceUpdate = Schemas["UpdateMobileDeviceV2"];
/** A part of a mobile device's inventory, to be requested by name. */
export type MobileDeviceSection = Schemas["MobileDeviceSection"];
/** A person as lists have them. */
export type User = Schemas["User"];
/** A person with their devices and attributes. */
export type UserInventory = Schemas["UserInventory"];
/** A command of Apple's MDM protocol, as it is sent. */
export type MdmCommand = Schemas["MdmCommandRequest"]["commandData"];
/** Every schema of Jamf Pro's document, by name. */
export type JamfProSchemas = Schemas;

const VENDOR = "jamf-pro";

/** An API client, a user account, or a token that the caller renews. */
export type JamfProCredentials = OneOf<
  | {
      /** Id of an API client. */
      clientId: string;
      /** Secret of the API client. */
      clientSecret: string;
    }
  | {
      /** Name of a user account of the server. */
      username: string;
      /** The account's password. */
      password: string;
    }
  | {
      /** Bearer token, which the caller renews. */
      token: string;
    }
>;

/** What `createJamfProClient` takes: credentials, the server, and how requests are sent. */
export type JamfProOptions = JamfProCredentials &
  VendorClientOptions & {
    /** The server, such as `https://example.jamfcloud.com`, with or without `/api`; on premises often with port 8443. */
    baseUrl: string;
  };

/** Every Jamf Pro operation by name, and `paginate` for its lists; `byPath(client)` of `./by-path` calls by path. */
export type JamfProClient = VendorClient<JamfProOperationTypes, JamfProOperations>;

/** A client of some operations: what a bundle needs when it names them. */
export type JamfProClientFor<Names extends keyof JamfProOperationTypes> = ClientFor<
  JamfProOperationTypes,
  JamfProOperations,
  Names
>;

const open = defineClient<JamfProOptions, JamfProOperationTypes, JamfProOperations>({
  vendor: VENDOR,
  secretBodies,
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
