import * as document from "@mdmkit/jumpcloud/schemas";
import type { Collection } from "../../engine/records/collection.ts";
import type { Call } from "../../engine/request/call.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createSecrets, refusedCredentials, refusedOrganization, tokenResponse } from "./auth.ts";
import { jumpCloudError } from "./errors.ts";
import { appleMdmHandlers } from "./handlers/apple-mdm.ts";
import { directoryEventHandlers } from "./handlers/directory-events.ts";
import { googleEmmHandlers } from "./handlers/google-emm.ts";
import { graphHandlers, listLinked } from "./handlers/graph.ts";
import type { Context, Handler, JumpCloudOperationId } from "./handlers/handler.ts";
import { insightsHandlers } from "./handlers/insights.ts";
import { listRecords, oneRecord } from "./handlers/lists.ts";
import { policyHandlers } from "./handlers/policies.ts";
import { softwareHandlers } from "./handlers/software.ts";
import { systemHandlers } from "./handlers/systems.ts";
import { userHandlers } from "./handlers/users.ts";
import { indexOfId } from "./ids.ts";
import { type JumpCloudCredentials, type JumpCloudOptions, OPTIONS } from "./options.ts";
import { createState, type JumpCloudState } from "./state/state.ts";

export type { JumpCloudCredentials, JumpCloudOptions } from "./options.ts";

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...systemHandlers,
  ...userHandlers,
  ...appleMdmHandlers,
  ...googleEmmHandlers,
  ...graphHandlers,
  ...policyHandlers,
  ...softwareHandlers,
  ...directoryEventHandlers,
  ...insightsHandlers(Object.keys(document.operationSchemas)),
};

const tokenPath = "/oauth2/token";

/** Operations a fault may name: those of the document, and the token endpoint. */
export type JumpCloudFaultTarget = JumpCloudOperationId | "token";

/** The fake JumpCloud: v1 and v2 below `/api`, and the token endpoint beside it. */
export const jumpcloud: VendorFactory<
  JumpCloudOptions,
  JumpCloudState,
  JumpCloudCredentials,
  JumpCloudFaultTarget,
  "apiKey" | "organizationId"
> = (options, vendorContext) => {
  const state = createState(options, vendorContext);
  const secrets = createSecrets(vendorContext.fleet.seed);
  const { organizationId } = state.inventory;
  const context: Context = {
    state,
    fail: (call, problem) => jumpCloudError(document.schemas, { operation: call.operation, problem }),
  };
  return {
    origin: "https://console.jumpcloud.sandbox.example",
    basePath: "/api",
    origins: ["https://admin-oauth.id.jumpcloud.com"],
    ignoresPathCase: true,
    overLimit: options.overLimit ?? "cut",
    document,
    state,
    handled: Object.keys(handlers),
    collections: collectionsOf(state),
    links: state.links,
    ids: { id: (index) => state.inventory.otherId("sample", index), index: indexOfId },
    rendering: {
      list: (call, collection) => listRecords(call, collection, context),
      show: oneRecord,
      linked: (call, ends) => listLinked(call, ends, context),
    },
    options: OPTIONS,
    extraOperations: ["token"],
    handle: (call) => handlers[call.operationId]?.(call, context),
    authenticate(call: Call) {
      const multiTenant = options.multiTenant ?? false;
      const refusal =
        refusedCredentials(call, { secrets, state }) ??
        refusedOrganization(call, { organizationId, multiTenant });
      return refusal === undefined ? undefined : context.fail(call, refusal);
    },
    error: (operation, problem) => jumpCloudError(document.schemas, { operation, problem }),
    extra(request, now) {
      if (request.url.pathname !== tokenPath) return undefined;
      return { operation: "token", response: tokenResponse(request, { secrets, state, options, now }) };
    },
    credentials: (origin) => ({ ...secrets, organizationId, tokenUrl: origin + tokenPath }),
    scheme: ["apiKey", "organizationId"],
  };
};

/** By their names in the document; those of the graph are its object types. */
function collectionsOf({ catalog, ...state }: JumpCloudState): Readonly<Record<string, Collection>> {
  return {
    system: state.systems,
    user: state.users,
    organization: state.organizations,
    system_group: catalog.groups,
    user_group: catalog.userGroups,
    policy: catalog.policies,
    software_app: catalog.apps,
    apple_mdm: catalog.appleMdms,
    apple_device: state.appleDevices,
    google_enterprise: catalog.googleEnterprises,
    google_device: state.googleDevices,
  };
}
