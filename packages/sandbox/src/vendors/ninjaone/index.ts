import * as document from "@mdmkit/ninjaone/schemas";
import { propertiesOf } from "../../engine/document/response-shape.ts";
import type { Collection } from "../../engine/records/collection.ts";
import { bodyOf, type Call, type VendorResponse } from "../../engine/request/call.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createAccess } from "./auth.ts";
import { failure } from "./errors.ts";
import { actionHandlers } from "./handlers/actions.ts";
import { deviceHandlers } from "./handlers/devices.ts";
import type { Handler, NinjaOneOperationId } from "./handlers/handler.ts";
import { peopleHandlers } from "./handlers/people.ts";
import { reportHandlers } from "./handlers/reports.ts";
import { type NinjaOneCredentials, type NinjaOneOptions, OPTIONS } from "./options.ts";
import { createState, type NinjaOneState } from "./state/state.ts";

export type { NinjaOneCredentials, NinjaOneOptions } from "./options.ts";

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...deviceHandlers,
  ...actionHandlers,
  ...peopleHandlers,
  ...reportHandlers,
};

/** The fake NinjaOne: one tenant, and the endpoint for its tokens. */
export const ninjaone: VendorFactory<
  NinjaOneOptions,
  NinjaOneState,
  NinjaOneCredentials,
  NinjaOneOperationId,
  keyof NinjaOneCredentials
> = (options, context) => {
  const access = createAccess(context.fleet.seed, options);
  const state = createState(options, context, access);
  return {
    origin: "https://ninjaone.sandbox.example",
    basePath: "",
    overLimit: "cut",
    document,
    state,
    handled: Object.keys(handlers),
    collections: collectionsOf(state),
    options: OPTIONS,
    handle: (call) => unrecognized(call) ?? handlers[call.operationId]?.(call, state),
    authenticate: access.refusal,
    error: (_operation, { status, message }) => failure(status, status === 400 ? message : undefined),
    extraOperations: ["token"],
    extra(request, now) {
      const response = access.token(request, now);
      return response && { operation: "token", response };
    },
    credentials: () => access.credentials,
    scheme: ["clientId", "clientSecret", "scope"],
  };
};

/** By their names in the document. */
function collectionsOf(state: NinjaOneState): Readonly<Record<string, Collection>> {
  return {
    device: state.devices,
    user: state.users,
    end_user: state.endUsers,
    technician: state.technicians,
    organization: state.organizations,
    location: state.locations,
    policy: state.policies,
    role: state.roles,
    group: state.groups,
  };
}

/** Unlike parameters of a query, properties of a body that the server does not know are refused. */
function unrecognized(call: Call): VendorResponse | undefined {
  const schema = document.operationSchemas[call.operationId]?.body?.schema;
  const known = propertiesOf(schema, document.schemas);
  if (Object.keys(known).length === 0) return undefined;
  const name = Object.keys(bodyOf(call)).find((property) => !(property in known));
  return name === undefined ? undefined : failure(400, `Unrecognized field '${name}'`);
}
