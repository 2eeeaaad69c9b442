import {
  bearer,
  type CallArguments,
  defineClient,
  InvalidInputError,
  type VendorClient,
  type VendorClientOptions,
} from "@mdmkit/runtime";
import { readError, readErrorEnvelope } from "./failure.ts";
import type { AppliveryOperations, AppliveryOperationTypes } from "./generated/client.ts";
import { operations, rateLimit } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";

export { type AppliveryFailureCode, appliveryFailure } from "./failure.ts";
export type { AppliveryOperations, AppliveryOperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";
export { itemsOf } from "./items.ts";

type Schemas = components["schemas"];
/** A row of the list over all platforms; the platform's own record has another id. */
export type DeviceRow = Schemas["Device"];
/** The platform that a device is managed as. */
export type DevicePlatform = Schemas["DevicePlatform"];
/** How much of a device is managed: all of it, or a work profile. */
export type ManagementMode = Schemas["ManagementMode"];
/** A Mac, iPhone, iPad or Apple TV. */
export type AppleDevice = Schemas["AdmDevice"];
/** An Android device that is managed through Google's EMM API. */
export type AndroidDevice = Schemas["EmmDevice"];
/** A Windows device. */
export type WindowsDevice = Schemas["WinDevice"];
/** An Android device without Google's services. */
export type AospDevice = Schemas["AosDevice"];
/** The state of a Windows device's enrollment. */
export type WindowsDeviceState = Schemas["WinDeviceState"];
/** A command for Apple devices, as their MDM protocol names it. */
export type AppleCommand = Schemas["AppleCommand"];
/** A command for Android devices, as it is sent. */
export type AndroidCommand = Schemas["EmmCommandCreate"];
/** A person to whom devices are assigned. */
export type MdmUser = Schemas["MdmUser"];
/** What can be changed of a person. */
export type MdmUserUpdate = Schemas["MdmUserUpdate"];
/** Every schema of Applivery's document, by name. */
export type AppliverySchemas = Schemas;

const VENDOR = "applivery";

/** What `createAppliveryClient` takes: the token, the workspace, and how requests are sent. */
export type AppliveryOptions = VendorClientOptions & {
  /** Token of a service account of the workspace. */
  token: string;
  /** Id or slug of the workspace. It is part of every path; the client fills it in. */
  organizationId: string;
  /** Default: `https://api.applivery.io`. */
  baseUrl?: string;
};

/** Without the workspace, which the client knows. */
type InputOf<Input> = Input extends { path: infer Path }
  ? Omit<Input, "path"> &
      (keyof Path extends "organizationId" ? { path?: Path } : { path: WithoutOrganization<Path> })
  : Input;
type WithoutOrganization<Path> = Omit<Path, "organizationId"> & { organizationId?: string };

/** An error envelope in a response with status 200 is thrown, so no response is one. */
type ResponseOf<Response> = Exclude<Response, { status: false }>;

/** The input and the response of each operation, where the client fills in the workspace and throws error envelopes. */
export type AppliveryClientTypes<Names extends keyof AppliveryOperationTypes> = {
  [Name in Names]: Omit<AppliveryOperationTypes[Name], "input" | "response"> & {
    input: InputOf<AppliveryOperationTypes[Name]["input"]>;
    response: ResponseOf<AppliveryOperationTypes[Name]["response"]>;
  };
};

type Methods<Names extends keyof AppliveryOperationTypes> = {
  [Name in keyof Pick<AppliveryOperations, Names>]: (
    ...rest: CallArguments<InputOf<AppliveryOperationTypes[Name]["input"]>>
  ) => Promise<ResponseOf<AppliveryOperationTypes[Name]["response"]>>;
};

/** A client of some operations: what a bundle needs when it names them. */
export type AppliveryClientFor<Names extends keyof AppliveryOperationTypes> = VendorClient<
  AppliveryClientTypes<Names>,
  Methods<Names>
>;

type All = keyof AppliveryOperationTypes;

/** Every Applivery operation by name, and `paginate` for its lists; `byPath(client)` of `./by-path` calls by path. */
export type AppliveryClient = VendorClient<AppliveryClientTypes<All>, Methods<All>>;

const ORGANIZATION_ID = /^(([a-fA-F0-9]{24})|([a-zA-Z0-9-]{3,}))$/;

const open = defineClient<AppliveryOptions, AppliveryClientTypes<All>, Methods<All>>({
  vendor: VENDOR,
  secretBodies,
  rateLimit,
  apiPaths: ["/v1"],
  requires: "the `token`",
  options: {
    token: true,
    organizationId: true,
    baseUrl: true,
  },
  authenticate: ({ token }) => bearer(token, { vendor: VENDOR, option: "token" }),
  configure({ organizationId, baseUrl = "https://api.applivery.io" }) {
    if (!ORGANIZATION_ID.test(organizationId)) {
      const problem = "`organizationId` must be the id or the slug of the workspace.";
      throw new InvalidInputError(problem, { vendor: VENDOR });
    }
    const tenant = `${baseUrl} ${organizationId}`;
    return { baseUrl, tenant, path: { organizationId }, readErrorEnvelope, readError };
  },
});

/**
 * Opens an Applivery workspace. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createAppliveryClient({ token, organizationId: "example" });
 * for await (const { id } of client.paginate("listDevices")) console.log(id);
 * ```
 */
export function createAppliveryClient(options: AppliveryOptions): AppliveryClient {
  return open(operations, options);
}

/**
 * Opens an Applivery workspace for the given operations of `@mdmkit/applivery/operations` only, to keep a bundle small.
 *
 * @example
 * ```ts
 * import { listDevices } from "@mdmkit/applivery/operations";
 *
 * const client = createAppliveryClientFor({ listDevices }, { token, organizationId });
 * ```
 */
export function createAppliveryClientFor<Names extends keyof AppliveryOperationTypes>(
  table: Pick<typeof operations, Names>,
  options: AppliveryOptions,
): AppliveryClientFor<Names> {
  return open(table, options);
}
