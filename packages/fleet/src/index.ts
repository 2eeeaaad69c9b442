import {
  bearer,
  type ClientFor,
  defineClient,
  type OneOf,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import { userAccount } from "./auth.ts";
import type { FleetOperations, FleetOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";
import { readError } from "./read-error.ts";

export type { FleetOperations, FleetOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";

type Schemas = components["schemas"];
/** A host as lists have it. */
export type Host = Schemas["Host"];
/** A host as a single read has it. */
export type HostDetail = Schemas["HostDetail"];
/** An email address that Fleet has found for a host, and where it found it. */
export type DeviceMapping = Schemas["DeviceMapping"];
/** A person of the identity provider to whom a host belongs. */
export type EndUser = Schemas["EndUser"];
/** A group of hosts, chosen by a query or by hand. */
export type Label = Schemas["Label"];
/** An installed program, with its versions and known vulnerabilities. */
export type Software = Schemas["Software"];
/** The configuration of the server. */
export type Config = Schemas["Config"];
/** What a host responded to an MDM command. */
export type CommandResult = Schemas["CommandResult"];
/** Every schema of Fleet's document, by name. */
export type FleetSchemas = Schemas;

const VENDOR = "fleet";

/** The token of an API-only user or of a session, or a user who logs in without SSO and second factor. */
export type FleetCredentials = OneOf<
  | {
      /** API token of an API-only user, or of a session. */
      token: string;
    }
  | {
      /** Email address of a user who logs in with a password. */
      email: string;
      /** The user's password. */
      password: string;
    }
>;

/** What `createFleetClient` takes: credentials, the server, and how requests are sent. */
export type FleetOptions = FleetCredentials &
  VendorClientOptions & {
    /** Address of the server, which customers run themselves: `https://fleet.example.com`. */
    baseUrl: string;
  };

/** Every Fleet operation by name, and `paginate` for lists; `byPath(client)` of `./by-path` calls by path. */
export type FleetClient = VendorClient<FleetOperationTypes, FleetOperations>;

/** A client of some operations: what a bundle needs when it names them. */
export type FleetClientFor<Names extends keyof FleetOperationTypes> = ClientFor<
  FleetOperationTypes,
  FleetOperations,
  Names
>;

const open = defineClient<FleetOptions, FleetOperationTypes, FleetOperations>({
  vendor: VENDOR,
  secretBodies,
  rateLimit,
  apiPaths: ["/api/v1/fleet", "/api/latest/fleet", "/api"],
  requires: "the `baseUrl` of the server, and a `token` or the `email` and `password` of a user",
  options: {
    token: true,
    email: true,
    password: true,
    baseUrl: true,
  },
  authenticate({ baseUrl, token, email, password, sharedBy, now }) {
    if (token !== undefined) return bearer(token, { vendor: VENDOR, option: "token" });
    if (!baseUrl || !email || !password) return undefined;
    return userAccount({ baseUrl, email, password, sharedBy, now });
  },
  // A server is one tenant, whoever calls it.
  configure: ({ baseUrl }) => ({ baseUrl, tenant: baseUrl, readError }),
});

/**
 * Opens a Fleet server. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createFleetClient({ baseUrl: "https://fleet.example.com", token });
 * for await (const { hostname } of client.paginate("listHosts")) console.log(hostname);
 * ```
 */
export function createFleetClient(options: FleetOptions): FleetClient {
  return open(operations, options);
}

/**
 * Opens a Fleet server for the given operations of `@mdmkit/fleet/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { listHosts } from "@mdmkit/fleet/operations";
 *
 * const client = createFleetClientFor({ listHosts }, { baseUrl: "https://fleet.example.com", token });
 * ```
 */
export function createFleetClientFor<Names extends keyof FleetOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: FleetOptions,
): FleetClientFor<Names> {
  return open(table, options);
}
