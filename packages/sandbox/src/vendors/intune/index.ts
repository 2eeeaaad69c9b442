import * as document from "@mdmkit/intune/schemas";
import { bearerOf } from "../../engine/request/call.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createSecrets, tokenPathOf, tokenResponse } from "./auth.ts";
import { graphError, NOT_APPLICABLE } from "./errors.ts";
import { actionHandlers } from "./handlers/actions.ts";
import { deviceHandlers } from "./handlers/devices.ts";
import { directoryHandlers } from "./handlers/directory.ts";
import type { Handler, IntuneOperationId } from "./handlers/handler.ts";
import { policyAndAppHandlers } from "./handlers/policies-and-apps.ts";
import { guid, indexOfId } from "./ids.ts";
import { type IntuneCredentials, type IntuneOptions, OPTIONS } from "./options.ts";
import { pageOf } from "./query/page.ts";
import { createState, type IntuneState } from "./state.ts";

export type { IntuneCredentials, IntuneOptions } from "./options.ts";

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...deviceHandlers,
  ...actionHandlers,
  ...directoryHandlers,
  ...policyAndAppHandlers,
};

/** The fake Intune: one tenant, both versions of the service, and its token endpoint. */
export const intune: VendorFactory<
  IntuneOptions,
  IntuneState,
  IntuneCredentials,
  IntuneOperationId | "token",
  keyof IntuneCredentials
> = (options, context) => {
  const state = createState(options, context);
  const { tokens } = state;
  const secrets = createSecrets(context.fleet.seed, state.tenantId);
  const tokenPath = tokenPathOf(secrets);
  return {
    origin: "https://graph.intune.sandbox.example",
    basePath: "",
    overLimit: "reject",
    document,
    state,
    handled: Object.keys(handlers),
    collections: {
      organization: state.organization,
      managed_device: state.devices,
      device_category: state.categories,
      compliance_policy: state.compliancePolicies,
      configuration: state.configurations,
      mobile_app: state.mobileApps,
      user: state.users,
      group: state.groups,
    },
    links: state.links,
    ids: { id: (index) => guid({ seed: context.fleet.seed, kind: "sample", index }), index: indexOfId },
    rendering: {
      list: (call, collection) =>
        call.operation.pagination ? pageOf(call, collection.rows("id")) : undefined,
    },
    options: OPTIONS,
    extraOperations: ["token"],
    handle: (call) => handlers[call.operationId]?.(call, state),
    authenticate({ headers, now, operation }) {
      if (!tokens.isValid(bearerOf({ headers }), now))
        return graphError(operation, { status: 401, message: "Access token is invalid." });
      const isIntune = /^\/(?:v1\.0|beta)\/device(?:App)?Management\b/.test(operation.path);
      return isIntune && options.licensed === false ? graphError(undefined, NOT_APPLICABLE) : undefined;
    },
    error: graphError,
    extra(request, now) {
      if (request.url.pathname !== tokenPath) return undefined;
      return { operation: "token", response: tokenResponse(request, { secrets, tokens, options, now }) };
    },
    credentials: (origin) => ({ ...secrets, tokenUrl: origin + tokenPath }),
    scheme: ["tenantId", "clientId", "clientSecret", "tokenUrl"],
  };
};
