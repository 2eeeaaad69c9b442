import * as document from "@mdmkit/iru/schemas";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createCredentials, refusal } from "./auth.ts";
import { failure } from "./errors.ts";
import { actionHandlers } from "./handlers/actions.ts";
import { auditHandlers } from "./handlers/audit.ts";
import { blueprintHandlers } from "./handlers/blueprints.ts";
import { deviceHandlers } from "./handlers/devices.ts";
import type { Handler, IruOperationId } from "./handlers/handler.ts";
import { peopleHandlers } from "./handlers/people.ts";
import { prismHandlers } from "./handlers/prism.ts";
import { type IruCredentials, type IruOptions, OPTIONS } from "./options.ts";
import { createState, type IruState } from "./state.ts";

export type { IruCredentials, IruOptions } from "./options.ts";

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...deviceHandlers,
  ...actionHandlers,
  ...auditHandlers,
  ...blueprintHandlers,
  ...peopleHandlers,
  ...prismHandlers,
};

/** The fake Iru: one tenant of Apple devices. */
export const iru: VendorFactory<
  IruOptions,
  IruState,
  IruCredentials,
  IruOperationId,
  keyof IruCredentials
> = (options, context) => {
  const credentials = createCredentials(context.fleet.seed);
  const state = createState(options, context);
  return {
    origin: "https://sandbox.api.kandji.io",
    basePath: "",
    overLimit: "cut",
    document,
    state,
    handled: Object.keys(handlers),
    collections: {
      device: state.devices,
      user: state.users,
      tag: state.tags,
      blueprint: state.blueprints,
    },
    options: OPTIONS,
    handle: (call) => handlers[call.operationId]?.(call, state),
    authenticate: (call) => refusal(call, credentials, options),
    error: failure,
    credentials: () => credentials,
    scheme: ["token"],
  };
};
