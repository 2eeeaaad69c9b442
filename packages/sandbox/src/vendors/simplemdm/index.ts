import * as document from "@mdmkit/simplemdm/schemas";
import { missingPermission } from "../../engine/document/operation-schemas.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createDraw } from "../../fleet/draw.ts";
import { failure } from "./errors.ts";
import { handlers, pageOf, type SimpleMDMOperationId } from "./handlers.ts";
import { OPTIONS, type SimpleMDMCredentials, type SimpleMDMOptions } from "./options.ts";
import { createState, type SimpleMDMState } from "./state.ts";

export type { SimpleMDMCredentials, SimpleMDMOptions } from "./options.ts";

/** The fake SimpleMDM: one account with one key. */
export const simplemdm: VendorFactory<
  SimpleMDMOptions,
  SimpleMDMState,
  SimpleMDMCredentials,
  SimpleMDMOperationId,
  keyof SimpleMDMCredentials
> = (options, context) => {
  const state = createState(options, context);
  const draw = createDraw({ seed: context.fleet.seed, kind: "simplemdm-credentials", index: 0 });
  const apiKey = `sandbox${draw.hex("key", 56)}`;
  return {
    origin: "https://simplemdm.sandbox.example",
    basePath: "",
    overLimit: "reject",
    document,
    state,
    handled: Object.keys(handlers),
    collections: {
      device: state.devices,
      assignment_group: state.assignmentGroups,
      device_group: state.deviceGroups,
      app: state.apps,
      custom_attribute: state.customAttributes,
    },
    rendering: {
      envelope: "data",
      list: (call, collection) =>
        call.operation.pagination ? pageOf(call, collection.rows("id")) : undefined,
    },
    options: OPTIONS,
    handle: (call) => handlers[call.operationId]?.(call, state),
    authenticate({ headers, operation }) {
      if (headers.get("authorization") !== `Basic ${btoa(`${apiKey}:`)}`) return failure(401);
      return missingPermission(operation, options.areas) === undefined ? undefined : failure(403);
    },
    error: (_operation, { status, message }) => failure(status, message),
    credentials: () => ({ apiKey }),
    scheme: ["apiKey"],
  };
};
