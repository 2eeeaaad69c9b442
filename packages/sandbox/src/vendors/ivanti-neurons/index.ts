import * as document from "@mdmkit/ivanti-neurons/schemas";
import { viewOf } from "../../engine/records/view.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createCredentials, isAuthentic } from "./auth.ts";
import { ivantiNeuronsError } from "./errors.ts";
import { actionHandlers } from "./handlers/actions.ts";
import { attributeHandlers } from "./handlers/attributes.ts";
import { configHandlers } from "./handlers/configs.ts";
import { deviceHandlers } from "./handlers/devices.ts";
import type { Context, Handler, IvantiNeuronsOperationId } from "./handlers/handler.ts";
import { masked } from "./handlers/records.ts";
import { tenantHandlers } from "./handlers/tenant.ts";
import { userHandlers } from "./handlers/users.ts";
import { type IvantiNeuronsCredentials, type IvantiNeuronsOptions, OPTIONS } from "./options.ts";
import { createState, deviceOf, type IvantiNeuronsState } from "./state/state.ts";

export type { IvantiNeuronsCredentials, IvantiNeuronsOptions } from "./options.ts";

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...deviceHandlers,
  ...attributeHandlers,
  ...actionHandlers,
  ...configHandlers,
  ...userHandlers,
  ...tenantHandlers,
};

/** The fake Ivanti Neurons for MDM: all of the document, for one tenant with some device spaces. */
export const ivantiNeurons: VendorFactory<
  IvantiNeuronsOptions,
  IvantiNeuronsState,
  IvantiNeuronsCredentials,
  IvantiNeuronsOperationId,
  "username" | "password"
> = (options, vendorContext) => {
  const state = createState(options, vendorContext);
  const credentials = createCredentials(vendorContext.fleet.seed);
  const context: Context = { state, masked: options.gdprProfile ? masked : (row) => row };
  return {
    origin: "https://na1.mobileiron.sandbox.example",
    basePath: "",
    overLimit: "reject",
    document,
    state,
    handled: Object.keys(handlers),
    // A path names a device by its id or its guid.
    collections: {
      device: viewOf(state.devices, { key: (idOrGuid) => String(deviceOf(state, idOrGuid)?.id) }),
      user: state.users,
    },
    options: OPTIONS,
    handle: (call) => handlers[call.operationId]?.(call, context),
    authenticate: (call) =>
      isAuthentic(call, credentials)
        ? undefined
        : ivantiNeuronsError({ status: 401, message: "Unauthorized" }),
    error: (_operation, problem) => ivantiNeuronsError(problem),
    // The list of devices has one space, by default the first.
    listed: (operationId) =>
      operationId === "listDevices" ? state.inSpace(state.inventory.spaceIds[0]) : undefined,
    credentials: () => credentials,
    scheme: ["username", "password"],
  };
};
